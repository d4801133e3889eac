"""The codes of phones, as an office manager changes and prints them."""

from playwright.async_api import Page, expect

from tests.browser.conftest import enter
from tests.portal import Company


async def test_a_code_is_changed_switched_off_and_printed(page: Page, acme: Company) -> None:
    await acme.made("/extensions", number="101", name="Awa Koné")
    await enter(page, acme)
    await page.get_by_role("link", name="Codes").click()
    row = page.get_by_role("row", name="Enregistrer une annonce")
    await expect(row).to_contain_text("077")
    await row.press("Enter")
    form = page.get_by_role("dialog")
    await form.get_by_role("textbox", name="Code").fill("078")
    await form.get_by_role("button", name="Enregistrer").click()
    await expect(form.get_by_role("alert")).to_contain_text("se confond avec le code 078")
    await form.get_by_role("textbox", name="Code").fill("*77")
    await form.get_by_role("button", name="Enregistrer").click()
    await expect(row).to_contain_text("*77")
    await expect(row).to_contain_text("D’habitude 077")
    other = page.get_by_role("row", name="Bloquer le dernier appelant")
    await other.click()
    await form.get_by_role("switch", name="en service").press("Space")
    await form.get_by_role("button", name="Enregistrer").click()
    await expect(other).to_contain_text("Désactivé")
    await page.emulate_media(media="print")
    await expect(row).to_be_visible()
    await expect(other).to_be_hidden()
    await expect(page.get_by_role("button", name="Imprimer")).to_be_hidden()
    await expect(page.get_by_role("link", name="Codes")).to_be_hidden()
