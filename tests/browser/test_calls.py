"""The history of calls, and the story of each."""

from datetime import timedelta
from pathlib import Path

from playwright.async_api import Page, expect

from palabre.kit.clock import clock
from palabre.kit.db import Database
from tests.browser import stories
from tests.browser.conftest import enter
from tests.portal import Company


async def open_calls(page: Page, company: Company) -> None:
    await enter(page, company)
    await page.get_by_role("link", name="Appels", exact=True).click()
    await expect(page.locator("[data-row]").first).to_be_visible()


async def test_the_last_calls_are_listed_newest_first(page: Page, office: Company) -> None:
    await open_calls(page, office)
    rows = page.locator("[data-row]")
    await expect(rows).to_have_count(4)
    for place, told in enumerate(["Répondu", "Sans réponse", "Répondu", "Message laissé"]):
        await expect(rows.nth(place)).to_contain_text(told)
    await expect(rows.first).to_contain_text("+225 07 01 02 03 04")
    await expect(rows.nth(1)).to_contain_text("Yao Kouassi")
    await expect(rows.nth(1)).to_contain_text("Awa Koné")
    await expect(rows.nth(2)).to_contain_text("3:10")


async def test_a_call_tells_its_story(page: Page, office: Company) -> None:
    await open_calls(page, office)
    await page.locator("[data-row]").first.click()
    story = page.get_by_role("dialog", name="Récit de l’appel")
    for told in (
        "+225 07 01 02 03 04 appelle +225 27 20 00 10 00.",
        "Étape « accueil » : menu vocal.",
        "Bonjour et bienvenue.",
        "L’appelant appuie sur 1.",
        "Appel vers Awa Koné (101) : 2 téléphones à la fois.",
        "Conversation avec Awa Koné (101).",
        "Fin de la conversation, après 1 min 23 s.",
        "L’appelant raccroche.",
    ):
        await expect(story).to_contain_text(told)
    await expect(story).not_to_contain_text("un autre a répondu")
    await story.get_by_role("switch", name="Tous les détails").click()
    await expect(story).to_contain_text("un autre a répondu")
    await page.keyboard.press("Escape")
    await expect(story).to_be_hidden()


async def test_a_call_can_be_shared_by_its_address(page: Page, office: Company) -> None:
    await open_calls(page, office)
    await page.locator("[data-row]").nth(3).click()
    await expect(page.get_by_role("dialog")).to_contain_text("Un message de 18 s")
    await page.reload()
    await expect(page.get_by_role("dialog")).to_contain_text("Un message de 18 s")


async def test_calls_are_found_by_number_direction_and_outcome(page: Page, office: Company) -> None:
    await open_calls(page, office)
    rows = page.locator("[data-row]")
    await page.get_by_role("textbox", name="Rechercher").fill("06 12 34")
    await expect(page.get_by_text("Aucun appel trouvé")).to_be_visible()
    await page.get_by_role("textbox", name="Rechercher").fill("6 12 34")
    await expect(rows).to_have_count(1)
    await page.get_by_role("button", name="Effacer la recherche").click()
    await expect(rows).to_have_count(4)
    await page.get_by_role("combobox", name="Tous les sens").click()
    await page.get_by_role("option", name="Appel entrant").click()
    await expect(rows).to_have_count(2)
    await page.get_by_role("combobox", name="Tous les résultats").click()
    await page.get_by_role("option", name="Message laissé").click()
    await expect(rows).to_have_count(1)
    await page.reload()
    await expect(rows).to_have_count(1)


async def test_older_calls_follow_page_by_page(
    page: Page, acme: Company, db: Database, tmp_path: Path
) -> None:
    now = clock.now()
    calls = [(now - timedelta(minutes=each), stories.talked("101", "102", each)) for each in range(1, 121)]
    await stories.happen(db, acme.id, tmp_path / "journal", calls)
    await open_calls(page, acme)
    for count in (50, 100, 120):
        await expect(page.locator("[data-row]")).to_have_count(count)
        if count < 120:
            await page.get_by_role("button", name="Afficher plus").click()
    await expect(page.get_by_role("button", name="Afficher plus")).to_be_hidden()
