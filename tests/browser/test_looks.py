"""The same portal for everybody: two languages, light and dark, wide and narrow, by keyboard alone."""

from pathlib import Path

from playwright.async_api import Browser, Page, expect

from palabre.kit.bus import PostgresBus
from palabre.kit.db import Database
from tests.browser.conftest import NARROW, enter
from tests.browser.walk import reaches
from tests.playhouse import playhouse
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


async def furnished(acme: Company) -> None:
    """Give a company one thing of each kind, with a name as long as people give them."""
    period = {"days": [1, 2, 3, 4, 5], "start": "08:00", "end": "18:00"}
    long = "Service commercial et relations internationales"
    desk = await acme.made("/extensions", number="120", name="Marie-Françoise Kouadio", do_not_disturb=True)
    for kind in ("always", "no_answer"):
        path = f"/extensions/{desk['id']}/forwarding"
        await acme.made(path, kind=kind, targets=[{"to": "+2250701020304"}, {"to": "+33612345678"}])
    department = await acme.made("/extension-groups", name=long)
    queue = await acme.made("/queues", name=long, number="600")
    await acme.made("/agents", name=desk["name"], extension_id=desk["id"])
    await acme.api.put(f"/queues/{queue['id']}/members/{desk['id']}", json={"position": 0})
    await acme.api.put(f"/queues/{queue['id']}/robot", json={})
    await acme.made("/schedules", name=long, periods=[period])
    await acme.made("/greetings", name="Bienvenue", language="fr", text="Bonjour et bienvenue. " * 6)
    await acme.made("/caller-lists", name=long, type="black")
    await acme.made("/scenarios", name=long)
    await acme.made("/conferences", name=long, number="780")
    await acme.made("/mailboxes", name=long, number="500", group_id=department["id"])


async def test_nothing_sticks_out_on_a_telephone(
    page: Page, office: Company, db: Database, bus: PostgresBus, tmp_path: Path
) -> None:
    await furnished(office)
    await enter(page, office)
    await page.set_viewport_size(NARROW)
    await expect(page.get_by_role("navigation")).to_be_hidden()
    async with playhouse(office, db, bus, tmp_path / "calls"):
        reach = await reaches(page)
    assert {place: right for place, right in reach.items() if right > NARROW["width"]} == {}
    await page.get_by_role("button", name="Ouvrir le menu").click()
    await expect(page.get_by_role("link", name="Appels", exact=True)).to_be_in_viewport()
