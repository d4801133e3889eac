"""Getting in, and out again."""

from playwright.async_api import Page, expect

from palabre.features.accounts import set_state
from palabre.kit.db import Database
from tests.browser.conftest import enter
from tests.portal import PASSWORD, Company


async def test_who_mistypes_his_password_is_told_and_may_try_again(page: Page, acme: Company) -> None:
    await page.goto("/")
    await page.get_by_label("Adresse e-mail").fill("owner@acme.test")
    await page.get_by_label("Mot de passe", exact=True).fill("wrong")
    await page.get_by_role("button", name="Se connecter").click()
    await expect(page.get_by_role("alert")).to_have_text("Adresse ou mot de passe incorrect.")
    await page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="En direct")).to_be_visible()
    await expect(page.get_by_role("navigation")).to_be_visible()


async def test_an_empty_form_is_not_even_sent(page: Page, acme: Company) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    await page.goto("/")
    await page.get_by_role("button", name="Se connecter").click()
    await expect(page.get_by_role("alert")).to_contain_text("Indiquez votre adresse e-mail")
    assert sent == []


async def test_a_link_leads_to_its_page_after_the_login(page: Page, acme: Company) -> None:
    await page.goto("/calls?direction=inbound")
    await page.get_by_label("Adresse e-mail").fill("owner@acme.test")
    await page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Appels", exact=True)).to_be_visible()
    await expect(page.get_by_role("combobox", name="Tous les sens")).to_have_value("Appel entrant")


async def test_a_suspended_company_reads_so_on_every_page(page: Page, acme: Company, db: Database) -> None:
    await set_state(db, "acme", "suspended")
    await enter(page, acme)
    await expect(page.get_by_role("alert")).to_contain_text("Le service est suspendu")


async def test_logging_out_leads_back_to_the_login(page: Page, acme: Company) -> None:
    await enter(page, acme)
    await page.get_by_role("button", name="Votre compte").click()
    await page.get_by_role("menuitem", name="Se déconnecter").click()
    await expect(page.get_by_role("heading", name="Connexion")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("heading", name="Connexion")).to_be_visible()


async def test_a_session_that_ends_elsewhere_leads_to_the_login(page: Page, acme: Company) -> None:
    await enter(page, acme)
    await page.context.clear_cookies()
    await expect(page.get_by_role("heading", name="Connexion")).to_be_visible()
