"""The same portal for everybody: two languages, light and dark, wide and narrow, by keyboard alone."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import NARROW, enter
from tests.portal import PASSWORD, Company


async def test_french_and_english(page: Page, office: Company) -> None:
    await page.goto("/")
    await page.get_by_text("English").click()
    await expect(page.get_by_role("button", name="Log in")).to_be_visible()
    await page.get_by_label("E-mail address").fill("owner@acme.test")
    await page.get_by_label("Password", exact=True).fill("wrong")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("Wrong")
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Calls in progress")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await page.goto("/calls")
    await page.locator("[data-row]").first.click()
    await expect(page.get_by_role("dialog")).to_contain_text("The caller presses 1.")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Your account").click()
    await page.get_by_text("Français").click()
    await expect(page.get_by_role("heading", name="Appels", exact=True)).to_be_visible()


async def test_the_language_of_a_user_follows_him_to_another_browser(
    page: Page, chromium: Browser, portal: str, acme: Company
) -> None:
    await enter(page, acme)
    await page.get_by_role("button", name="Votre compte").click()
    async with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        await page.get_by_text("English").click()
    elsewhere = await chromium.new_context(base_url=portal, locale="fr-FR")
    other = await elsewhere.new_page()
    await other.goto("/")
    await other.get_by_label("Adresse e-mail").fill("owner@acme.test")
    await other.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    await other.keyboard.press("Enter")
    await expect(other.get_by_role("heading", name="Live", exact=True)).to_be_visible()
    await elsewhere.close()


async def test_dark_is_chosen_and_stays(page: Page, acme: Company) -> None:
    await enter(page, acme)
    ground = "getComputedStyle(document.body).backgroundColor"
    light = await page.evaluate(ground)
    await page.get_by_role("button", name="Votre compte").click()
    await page.get_by_role("img", name="Sombre").click()
    await expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    assert await page.evaluate(ground) != light
    await page.reload()
    await expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")


async def test_a_dark_system_gets_a_dark_portal(page: Page, acme: Company) -> None:
    await page.emulate_media(color_scheme="dark")
    await page.goto("/")
    await expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")


async def test_everything_can_be_done_by_keyboard(page: Page, office: Company) -> None:
    await page.goto("/")
    await expect(page.get_by_label("Adresse e-mail")).to_be_focused()
    await page.keyboard.type("owner@acme.test")
    await page.keyboard.press("Tab")
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="En direct")).to_be_visible()
    for _ in range(3):  # "skip to content", Live, Calls
        await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    rows = page.locator("[data-row]")
    await expect(rows).to_have_count(4)
    await page.keyboard.press("/")
    await expect(page.get_by_role("textbox", name="Rechercher")).to_be_focused()
    await page.keyboard.type("0544")
    await expect(rows).to_have_count(1)
    await page.keyboard.press("Escape")
    await expect(rows).to_have_count(4)
    for _ in range(4):  # three filters, then the first row
        await page.keyboard.press("Tab")
    await expect(rows.first).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_contain_text("Awa Koné (101) ne répond pas.")
    await page.keyboard.press("Escape")
    await expect(rows.nth(1)).to_be_focused()


RIGHT = "Math.max(...[...document.querySelectorAll('main *')].map(e => e.getBoundingClientRect().right))"


async def enter_narrow(page: Page, path: str) -> None:
    """Log in on the way to a page."""
    await page.goto(path)
    await page.get_by_label("Adresse e-mail").fill("owner@acme.test")
    await page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    await page.keyboard.press("Enter")


@pytest.mark.parametrize("path", ["/live", "/calls"])
async def test_nothing_sticks_out_on_a_telephone(page: Page, office: Company, path: str) -> None:
    await page.set_viewport_size(NARROW)
    await enter_narrow(page, path)
    await expect(page.get_by_role("row").nth(1)).to_be_visible()
    assert await page.evaluate(RIGHT) <= NARROW["width"]
    await page.get_by_role("button", name="Ouvrir le menu").click()
    await expect(page.get_by_role("link", name="Appels", exact=True)).to_be_in_viewport()


async def with_forwarding(acme: Company) -> None:
    """Give a company an extension of which there is much to tell."""
    desk = await acme.made("/extensions", number="101", name="Marie-Françoise Kouadio", do_not_disturb=True)
    for kind in ("always", "no_answer"):
        path = f"/extensions/{desk['id']}/forwarding"
        await acme.made(path, kind=kind, targets=[{"to": "+2250701020304"}, {"to": "+33612345678"}])


@pytest.mark.parametrize("path", ["/scenarios", "/extensions", "/hours", "/greetings", "/caller-lists"])
async def test_what_can_be_set_up_fits_a_telephone_too(page: Page, acme: Company, path: str) -> None:
    period = {"days": [1, 2, 3, 4, 5], "start": "08:00", "end": "18:00"}
    await acme.made("/schedules", name="Service commercial et accueil", periods=[period])
    await acme.made("/greetings", name="Bienvenue", language="fr", text="Bonjour et bienvenue. " * 6)
    await acme.made("/caller-lists", name="Démarchage téléphonique", type="black")
    await acme.made("/scenarios", name="Standard")
    await with_forwarding(acme)
    await page.set_viewport_size(NARROW)
    await enter_narrow(page, path)
    await expect(page.get_by_role("main").get_by_role("heading", level=2).first).to_be_visible()
    await page.wait_for_load_state("networkidle")
    assert await page.evaluate(RIGHT) <= NARROW["width"]
