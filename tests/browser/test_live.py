"""What is going on now, as a supervisor sees it."""

import re
from datetime import timedelta
from pathlib import Path

from playwright.async_api import Page, Route, expect

from palabre.kit.clock import clock
from palabre.kit.db import Database
from tests.browser import stories
from tests.browser.conftest import enter
from tests.portal import Company


async def test_a_call_and_a_phone_are_shown(page: Page, office: Company) -> None:
    await enter(page, office)
    calls = page.get_by_role("region", name="Appels en cours")
    row = calls.get_by_role("row").nth(1)
    await expect(row).to_contain_text("Awa Koné")
    await expect(row).to_contain_text("Yao Kouassi")
    await expect(row).to_contain_text("En conversation")
    await expect(row).to_contain_text(re.compile(r"1:(1[5-9]|[2-5]\d)"))
    phone = page.get_by_role("region", name="Téléphones connectés").get_by_role("row").nth(1)
    for told in ("Awa Koné", "101", "Bureau", "Yealink T54W", "192.0.2.17:5060"):
        await expect(phone).to_contain_text(told)


async def test_an_empty_office_is_told_what_will_be_seen_here(page: Page, acme: Company) -> None:
    await enter(page, acme)
    await expect(page.get_by_text("Aucun appel en cours")).to_be_visible()
    await expect(page.get_by_text("Aucun téléphone connecté")).to_be_visible()


async def test_a_call_that_begins_comes_up_by_itself(
    page: Page, acme: Company, db: Database, tmp_path: Path
) -> None:
    await enter(page, acme)
    await expect(page.get_by_text("Aucun appel en cours")).to_be_visible()
    ringing = stories.listening("+2250544332211", "+2252720001000")
    await stories.happen(db, acme.id, tmp_path / "journal", [(clock.now() - timedelta(seconds=3), ringing)])
    row = page.get_by_role("region", name="Appels en cours").get_by_role("row").nth(1)
    await expect(row).to_contain_text("+225 05 44 33 22 11")
    await expect(row).to_contain_text("Menu vocal")
    await expect(row).to_contain_text("accueil")


async def test_a_service_that_goes_away_is_told_and_comes_back_by_itself(page: Page, office: Company) -> None:
    await enter(page, office)
    await expect(page.get_by_text("En conversation")).to_be_visible()

    async def away(route: Route) -> None:
        await route.abort()

    await page.route("**/api/**", away)
    await expect(page.get_by_role("alert")).to_contain_text("Le service ne répond pas")
    await expect(page.get_by_text("En conversation")).to_be_visible()
    await page.unroute("**/api/**")
    await expect(page.get_by_role("alert")).to_be_hidden()
    await expect(page.get_by_text("Actualisé en continu")).to_be_visible()
