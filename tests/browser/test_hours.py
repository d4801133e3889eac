"""Opening hours, as an office manager sets them up and closes out of turn."""

from playwright.async_api import Page, expect

from tests.browser.conftest import enter
from tests.portal import Company

WEEK = {"days": [1, 2, 3, 4, 5, 6, 7], "start": "00:00", "end": "23:59"}


async def test_a_schedule_is_made_and_shown_as_a_week(page: Page, acme: Company) -> None:
    await enter(page, acme)
    await page.get_by_role("link", name="Horaires").click()
    await expect(page.get_by_text("Aucun horaire")).to_be_visible()
    await page.get_by_role("button", name="Nouvel horaire").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("Nom").fill("Bureau")
    await form.get_by_label("De", exact=True).fill("09:00")
    await form.get_by_label("À", exact=True).fill("17:30")
    await form.get_by_role("button", name="Enregistrer").click()
    card = page.get_by_role("region", name="Bureau")
    await expect(card.get_by_role("img")).to_have_count(7)
    await expect(card.get_by_text("09:00 – 17:30").first).to_be_visible()
    (schedule,) = (await acme.api.get("/schedules")).json()["items"]
    assert schedule["periods"][0]["days"] == [1, 2, 3, 4, 5]


async def test_closing_out_of_turn_and_back(page: Page, acme: Company) -> None:
    await acme.made("/schedules", name="Accueil", periods=[WEEK])
    await enter(page, acme)
    await page.goto("/hours")
    card = page.get_by_role("region", name="Accueil")
    await expect(card.get_by_text("Ouvert", exact=True)).to_be_visible()
    await card.get_by_role("button", name="Fermer maintenant").click()
    await page.get_by_role("menuitem", name="Pendant 2 heures").click()
    await expect(card.get_by_text("Fermé", exact=True).first).to_be_visible()
    await expect(card.get_by_text("sur ordre de")).to_be_visible()
    await card.get_by_role("button", name="Revenir à l’horaire").click()
    await expect(card.get_by_text("Ouvert", exact=True)).to_be_visible()


async def test_a_wrong_form_says_why_and_loses_nothing(page: Page, acme: Company) -> None:
    await enter(page, acme)
    await page.goto("/hours")
    await page.get_by_role("button", name="Nouvel horaire").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("Nom").fill("Fêtes")
    await form.get_by_role("button", name="Ajouter un jour particulier").click()
    await form.get_by_label("Motif").fill("Inventaire")
    await form.get_by_label("Premier jour").fill("2026-12-24")
    await form.get_by_label("Dernier jour").fill("2026-12-20")
    await form.get_by_role("button", name="Enregistrer").click()
    await expect(form.get_by_role("alert")).to_contain_text("2026-12-20")
    await form.get_by_label("Dernier jour").fill("2026-12-26")
    await form.get_by_role("button", name="Enregistrer").click()
    await expect(page.get_by_role("region", name="Fêtes")).to_be_visible()
