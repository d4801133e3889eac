"""Caller lists, as an office manager fills and applies them."""

from pathlib import Path

from playwright.async_api import Page, expect

from tests.browser.conftest import enter
from tests.portal import Company


async def test_a_black_list_is_made_filled_and_applied(page: Page, acme: Company) -> None:
    await enter(page, acme)
    await page.get_by_role("link", name="Listes d’appelants").click()
    await expect(page.get_by_text("Aucune liste")).to_be_visible()
    await page.get_by_role("button", name="Nouvelle liste").click()
    await page.get_by_role("dialog").get_by_label("Nom").fill("Démarchage")
    await page.get_by_role("dialog").get_by_role("button", name="Enregistrer").click()
    drawer = page.get_by_role("dialog")
    await drawer.get_by_label("Numéro, préfixe ou catégorie").fill("07 00 00 00 01")
    await drawer.get_by_label("Commentaire").fill("Insistant")
    await drawer.get_by_role("button", name="Ajouter").click()
    await expect(drawer.get_by_role("listitem")).to_contain_text("Insistant · ajouté à la main")
    await drawer.get_by_role("tab", name="Effet").click()
    await drawer.get_by_role("button", name="Appliquer à tous les appels entrants").click()
    await expect(drawer.get_by_role("listitem")).to_contain_text("Refuser l’appel")
    decided = await acme.api.get("/caller-lists/decision", params={"number": "+2250700000001"})
    assert decided.json()["verdict"] == "refused"


async def test_a_wrong_entry_says_why_and_stays_typed(page: Page, acme: Company) -> None:
    made = await acme.made("/caller-lists", name="Clients", type="white")
    await enter(page, acme)
    await page.goto(f"/caller-lists?list={made['id']}")
    drawer = page.get_by_role("dialog")
    await drawer.get_by_label("Numéro, préfixe ou catégorie").fill("bonjour")
    await drawer.get_by_role("button", name="Ajouter").click()
    await expect(drawer.get_by_role("alert")).to_contain_text("bonjour")
    await expect(drawer.get_by_label("Numéro, préfixe ou catégorie")).to_have_value("bonjour")


async def test_a_file_is_tried_first_and_read_then(page: Page, acme: Company, tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_text("numéro\n+2250700000001\n+2250700000001\npas un numéro\n+2250700000002\n")
    made = await acme.made("/caller-lists", name="Démarchage", type="black")
    await enter(page, acme)
    await page.goto(f"/caller-lists?list={made['id']}")
    drawer = page.get_by_role("dialog")
    await drawer.get_by_role("tab", name="Importer").click()
    await drawer.locator("input[type=file]").set_input_files(file)
    await drawer.get_by_role("button", name="Essayer").click()
    await expect(drawer.get_by_text("2 seraient ajoutés")).to_be_visible()
    await expect(drawer.get_by_role("alert")).to_contain_text("pas un numéro")
    await drawer.get_by_role("button", name="Importer").click()
    await expect(drawer.get_by_text("2 ajoutés, 1 déjà présents, 1 refusés")).to_be_visible()
    await drawer.get_by_role("tab", name="Numéros").click()
    await expect(drawer.get_by_role("listitem")).to_have_count(2)


async def test_a_caller_is_blocked_from_the_story_of_his_call(page: Page, office: Company) -> None:
    await enter(page, office)
    await page.goto("/calls")
    await page.get_by_text("+225 05 44 33 22 11").click()
    await page.get_by_role("button", name="Bloquer cet appelant").click()
    await expect(page.get_by_role("status")).to_contain_text("+225 05 44 33 22 11 est bloqué.")
    decided = await office.api.get("/caller-lists/decision", params={"number": "+2250544332211"})
    assert decided.json()["verdict"] == "refused"
