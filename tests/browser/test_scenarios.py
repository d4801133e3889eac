"""Scenarios, as an office manager reads, publishes and takes them back."""

from typing import Any

from playwright.async_api import Page, expect

from tests.browser.conftest import enter
from tests.portal import Company

BYE = {"type": "hang_up"}


def menu(words: str) -> dict[str, Any]:
    """A drawing of a menu with one key."""
    fields = {"prompt": {"text": words}, "keys": ["1"]}
    exits = {"1": "bye", "no_key": "bye", "wrong_key": "bye"}
    return {
        "start": "accueil",
        "steps": {"accueil": {"type": "menu", "fields": fields, "exits": exits}, "bye": BYE},
    }


async def test_a_draft_is_read_and_published(page: Page, acme: Company) -> None:
    scenario = await acme.made("/scenarios", name="Standard", draft=menu("Tapez 1 pour raccrocher."))
    await enter(page, acme)
    await page.get_by_role("link", name="Scénarios").click()
    await expect(page.locator("[data-row]")).to_contain_text("Jamais publié")
    await page.locator("[data-row]").click()
    drawer = page.get_by_role("dialog")
    await expect(drawer.get_by_text("Tapez 1 pour raccrocher.")).to_be_visible()
    await expect(drawer.get_by_role("link", name="Touche 1")).to_contain_text("bye")
    await drawer.get_by_label("Ce qui change").fill("Premier jet")
    await drawer.get_by_role("button", name="Publier").click()
    await expect(drawer.get_by_text("Les appels suivent ce qui est montré ici.")).to_be_visible()
    await drawer.get_by_role("tab", name="Versions").click()
    await expect(drawer.get_by_text("Premier jet")).to_be_visible()
    found = (await acme.api.get(f"/scenarios/{scenario['id']}")).json()
    assert found["published_version"] == 1


async def test_a_broken_draft_tells_why_it_cannot_be_published(page: Page, acme: Company) -> None:
    drawing = menu("Tapez 1.")
    del drawing["steps"]["accueil"]["exits"]["no_key"]
    await acme.made("/scenarios", name="Inachevé", draft=drawing)
    await enter(page, acme)
    await page.goto("/scenarios")
    await page.get_by_text("Inachevé").click()
    drawer = page.get_by_role("dialog")
    await expect(drawer.get_by_role("alert")).to_contain_text("sortie « no_key »")
    await expect(drawer.get_by_role("button", name="Publier")).to_have_count(0)


async def test_versions_are_compared_and_taken_back(page: Page, acme: Company) -> None:
    scenario = await acme.made("/scenarios", name="Standard", draft=menu("Premier texte."))
    path = f"/scenarios/{scenario['id']}"
    await acme.made(f"{path}/publish")
    await acme.api.put(f"{path}/draft", json=menu("Second texte."))
    await acme.made(f"{path}/publish")
    await enter(page, acme)
    await page.goto(f"/scenarios?scenario={scenario['id']}")
    drawer = page.get_by_role("dialog")
    await drawer.get_by_role("tab", name="Versions").click()
    await drawer.get_by_role("button", name="Comparer au brouillon").last.click()
    await expect(drawer.get_by_text("Premier texte.")).to_be_visible()
    await drawer.get_by_role("button", name="Y revenir").click()
    await expect(drawer.get_by_text("Version 3").first).to_be_visible()
    await drawer.get_by_role("tab", name="Étapes").click()
    await expect(drawer.get_by_text("Premier texte.")).to_be_visible()


async def test_saved_tries_are_played(page: Page, acme: Company) -> None:
    scenario = await acme.made("/scenarios", name="Standard", draft=menu("Tapez 1."))
    path = f"/scenarios/{scenario['id']}/tries"
    script = {"at": "2026-11-23T10:00:00", "keys": [{"key": "1", "after_prompt": 1}]}
    await acme.made(path, name="Touche 1", script=script, expects={"heard": ["Tapez 1."]})
    await acme.made(path, name="Autre texte", script=script, expects={"heard": ["Tapez 2."]})
    await enter(page, acme)
    await page.goto(f"/scenarios?scenario={scenario['id']}")
    drawer = page.get_by_role("dialog")
    await drawer.get_by_role("tab", name="Essais").click()
    await drawer.get_by_role("button", name="Jouer les 2 essais").click()
    await expect(drawer.get_by_label("Réussi")).to_have_count(1)
    await expect(drawer.get_by_label("Échoué")).to_have_count(1)


async def test_a_scenario_is_begun_with_a_template_and_filled_in(page: Page, acme: Company) -> None:
    extension = await acme.made("/extensions", number="101", name="Awa Koné")
    mailbox = await acme.made("/mailboxes", number="500", name="Accueil")
    schedule = await acme.made("/schedules", name="Bureau")
    await enter(page, acme)
    await page.goto("/scenarios")
    await page.get_by_role("button", name="Nouveau scénario").click()
    asked = page.get_by_role("dialog")
    await asked.get_by_label("Nom du scénario").fill("Standard")
    await asked.get_by_role("radio", name="Heures d'ouverture").click()
    await asked.get_by_role("button", name="Créer").click()
    for step, field, thing in (
        ("Ouvert ?", "Horaire", "Bureau"),
        ("Accueil", "Poste", "101 · Awa Koné"),
        ("Messagerie", "Messagerie", "500 · Accueil"),
    ):
        await page.get_by_role("button", name=f"Modifier {step}").click()
        form = page.get_by_role("dialog").last
        await form.get_by_role("combobox", name=field).click()
        await page.get_by_role("option", name=thing).click()
        await form.get_by_role("button", name="Enregistrer").click()
        await expect(page.get_by_role("dialog")).to_have_count(1)
    await page.get_by_role("button", name="Publier").click()
    await expect(page.get_by_text("Les appels suivent ce qui est montré ici.")).to_be_visible()
    (found,) = (await acme.api.get("/scenarios")).json()["items"]
    drawn = (await acme.api.get(f"/scenarios/{found['id']}")).json()["draft"]["steps"]
    named = [
        fields for step in drawn.values() for fields in step["fields"].values() if isinstance(fields, str)
    ]
    assert {extension["id"], mailbox["id"], schedule["id"]} <= set(named)


async def test_steps_are_added_joined_and_removed(page: Page, acme: Company) -> None:
    await enter(page, acme)
    await page.goto("/scenarios")
    await page.get_by_role("button", name="Nouveau scénario").click()
    await page.get_by_label("Nom du scénario").fill("Nuit")
    await page.get_by_role("button", name="Créer").click()
    await page.get_by_role("button", name="Ajouter une étape").click()
    await page.get_by_role("menuitem", name="Raccrocher").click()
    await page.get_by_role("dialog").last.get_by_role("button", name="Enregistrer").click()
    await page.get_by_role("button", name="Ajouter une étape").click()
    await page.get_by_role("menuitem", name="Annonce").click()
    form = page.get_by_role("dialog").last
    await form.get_by_role("textbox", name="Ce que l’on entend").fill("Nous sommes fermés.")
    await form.get_by_role("combobox", name="Ensuite").click()
    await page.get_by_role("option", name="Raccrocher").click()
    await form.get_by_role("button", name="Enregistrer").click()
    await expect(page.get_by_text("« Nous sommes fermés. »")).to_be_visible()
    await expect(page.get_by_role("link", name="Ensuite")).to_contain_text("Raccrocher")
    await page.get_by_role("button", name="Modifier Raccrocher").click()
    await page.get_by_role("button", name="Supprimer l’étape").click()
    await expect(page.get_by_role("link", name="Ensuite")).to_have_count(0)
