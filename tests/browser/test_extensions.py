"""Extensions, as an office manager adds them, gives them phones and sends their calls elsewhere."""

from uuid import UUID

from playwright.async_api import FilePayload, Page, expect

from palabre.kit.db import Database
from tests.browser.conftest import enter, register
from tests.portal import Company

FILE = "number,name,group\n102,Aïcha Diallo,Achats\n103,Yao Kouassi,Ventes\n"


async def test_an_extension_with_a_phone(page: Page, acme: Company, db: Database) -> None:
    await acme.made("/extension-groups", name="Ventes")
    await enter(page, acme)
    await page.get_by_role("link", name="Postes").click()
    await expect(page.get_by_text("Aucun poste")).to_be_visible()
    await page.get_by_role("button", name="Nouveau poste").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("Nom").fill("Awa Koné")
    await form.get_by_label("Numéro").fill("101")
    await form.get_by_role("combobox", name="Service").click()
    await page.get_by_role("option", name="Ventes").click()
    await form.get_by_role("button", name="Enregistrer").click()
    await page.get_by_role("tab", name="Téléphones").click()
    drawer = page.get_by_role("dialog")
    await expect(drawer.get_by_text("Aucun téléphone")).to_be_visible()
    await drawer.get_by_role("button", name="Ajouter un téléphone").click()
    await drawer.get_by_label("Nom du téléphone").fill("Bureau")
    await drawer.get_by_role("button", name="Ajouter un téléphone").click()
    await expect(drawer.get_by_text("Hors ligne")).to_be_visible()
    (extension,) = (await acme.api.get("/extensions")).json()["items"]
    (phone,) = (await acme.api.get(f"/extensions/{extension['id']}/devices")).json()["items"]
    login = [phone["username"], phone["secret"], "acme.test"]
    await expect(drawer.get_by_role("code")).to_have_text(login)
    await register(db, acme.id, UUID(phone["id"]))
    await expect(drawer.get_by_text("Yealink T54W")).to_be_visible()
    await page.keyboard.press("Escape")
    row = page.get_by_role("row", name="Awa Koné")
    for told in ("101", "Interne", "Ventes", "En ligne"):
        await expect(row).to_contain_text(told)


async def test_calls_that_nobody_takes_are_sent_on(page: Page, acme: Company) -> None:
    await acme.made("/extensions", number="101", name="Awa Koné")
    await acme.made("/extensions", number="102", name="Yao Kouassi")
    await enter(page, acme)
    await page.goto("/extensions")
    row = page.get_by_role("row", name="Awa Koné")
    await row.press("Enter")
    await page.get_by_role("tab", name="Renvois").click()
    await page.get_by_role("button", name="Ajouter un renvoi : Sans réponse").click()
    part = page.get_by_role("region", name="Sans réponse")
    await part.get_by_label("Renvoyer vers").fill("101")
    await part.get_by_label("Le poste sonne d’abord").fill("15")
    await part.get_by_role("button", name="Enregistrer").click()
    await expect(part.get_by_role("alert")).to_contain_text("lui-même")
    await expect(part.get_by_label("Renvoyer vers")).to_have_value("101")
    await part.get_by_label("Renvoyer vers").fill("102")
    await part.get_by_role("button", name="Enregistrer").click()
    await expect(part.get_by_text("Yao Kouassi (102)")).to_be_visible()
    await expect(part.get_by_text("après 15\u00a0s")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(row).to_contain_text("Sans réponse : vers Yao Kouassi (102)")
    await row.click()
    await page.get_by_role("tab", name="Renvois").click()
    await part.get_by_role("button", name="Modifier le renvoi").click()
    await part.get_by_label("Renvoyer vers").fill("07 01 02 03 04")
    await part.get_by_role("button", name="Enregistrer").click()
    await expect(part.get_by_text("+225 07 01 02 03 04".replace(" ", "\u00a0"), exact=True)).to_be_visible()
    await expect(part.get_by_role("alert")).to_contain_text("aucune ligne")
    await part.get_by_role("switch").click(force=True)
    await page.keyboard.press("Escape")
    await expect(row).not_to_contain_text("Sans réponse")


async def test_a_wrong_number_says_why_and_stays_typed(page: Page, acme: Company) -> None:
    await acme.made("/extensions", number="101", name="Awa Koné")
    await acme.made("/extensions", number="102", name="Yao Kouassi")
    await enter(page, acme)
    await page.goto("/extensions")
    await page.get_by_role("row", name="Yao Kouassi").click()
    drawer = page.get_by_role("dialog")
    await drawer.get_by_label("Numéro").fill("101")
    await drawer.get_by_role("switch", name="Ne pas déranger").press("Space")
    await drawer.get_by_role("button", name="Enregistrer").click()
    await expect(drawer.get_by_role("alert")).to_contain_text("101")
    await expect(drawer.get_by_label("Numéro")).to_have_value("101")
    await drawer.get_by_label("Numéro").fill("103")
    await drawer.get_by_role("button", name="Enregistrer").click()
    row = page.get_by_role("row", name="Yao Kouassi")
    await expect(row).to_contain_text("103")
    await expect(row).to_contain_text("Ne pas déranger")
    await row.click()
    await drawer.get_by_role("button", name="Supprimer").click()
    await page.get_by_role("button", name="Supprimer Yao Kouassi").click()
    await expect(row).to_have_count(0)


async def test_departments_a_file_and_a_new_number(page: Page, acme: Company) -> None:
    await acme.made("/extensions", number="101", name="Awa Koné")
    await enter(page, acme)
    await page.goto("/extensions?tab=departments")
    await page.get_by_role("button", name="Nouveau service").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("Nom").fill("Ventes")
    await form.get_by_role("switch", name="Interception").press("Space")
    await form.get_by_role("button", name="Enregistrer").click()
    await expect(page.get_by_role("row", name="Ventes")).to_contain_text("Refusée")
    await page.get_by_role("button", name="Importer").click()
    file = FilePayload(name="postes.csv", mimeType="text/csv", buffer=FILE.encode())
    await form.locator("input[type=file]").set_input_files(file)
    await form.get_by_role("button", name="Essayer d’abord").click()
    await expect(form).to_contain_text("2 nouveaux postes")
    await expect(form).to_contain_text("Nouveaux services : Achats")
    await form.get_by_role("button", name="Importer").click()
    await expect(form).to_contain_text("C’est importé.")
    await page.keyboard.press("Escape")
    await page.get_by_role("tab", name="Postes").click()
    await page.get_by_label("Rechercher un nom").fill("aicha")
    await expect(page.locator("[data-row]")).to_have_count(1)
    await page.locator("[data-row]").press("Enter")
    await form.get_by_label("Numéro").fill("150")
    await form.get_by_role("checkbox", name="L’ancien 102 annonce").press("Space")
    await form.get_by_role("button", name="Enregistrer").click()
    await expect(page.get_by_role("row", name="Aïcha")).to_contain_text("150")
    await page.get_by_role("tab", name="Plan de numérotation").click()
    await expect(page.get_by_role("listitem", name="150 Pris")).to_be_visible()
    await expect(page.get_by_role("region", name="Anciens numéros").get_by_role("row")).to_have_count(2)
