"""Calls outside, as an office manager allows, limits and understands them."""

from uuid import UUID, uuid4

from playwright.async_api import Page, expect

from palabre.kit.clock import clock
from palabre.kit.db import Database
from tests.browser.conftest import enter
from tests.portal import Company

CHARGE = (
    "insert into charges (account_id, call_id, seq, extension_id, day, at, number, destination, seconds, "
    "amount, currency, written_at) "
    "values ($1, $2, 1, $3, $4, $5, '+33612345678', 'France', 60, $6, 'XOF', $5)"
)


async def test_what_is_allowed_is_explained_before_dialling(page: Page, acme: Company) -> None:
    await acme.made("/extensions", number="101", name="Awa Koné")
    number = await acme.made("/numbers", e164="+2252720001000", name="Standard")
    await acme.made("/trunks", name="Orange", kind="address", addresses=["192.0.2.1"], host="192.0.2.1")
    await enter(page, acme)
    await page.get_by_role("link", name="Appels sortants").click()
    rules = page.get_by_role("region", name="Qui peut appeler, et comment")
    await rules.get_by_role("combobox", name="Numéro présenté", exact=True).click()
    await page.get_by_role("option", name="Standard").click()
    await rules.get_by_role("combobox", name="Destinations permises").click()
    await page.get_by_role("option", name="+ mobiles du pays").click()
    await rules.get_by_label("Plafond par jour").fill("500")
    async with page.expect_response(lambda answer: answer.request.method == "PUT"):
        await rules.get_by_role("button", name="Enregistrer").click()
    await expect(rules.get_by_role("button", name="Enregistrer")).to_be_disabled()
    rule = (await acme.api.get("/outbound/rule")).json()
    told = (rule["number_id"], rule["permission"], rule["daily_limit"])
    assert told == (number["id"], "mobile", "500")
    await page.get_by_role("tab", name="Tarifs").click()
    await page.get_by_role("button", name="Nouveau tarif").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("Indicatif").fill("225")
    await form.get_by_label("Nom").fill("Côte d’Ivoire")
    await form.get_by_label("La minute").fill("25")
    await form.get_by_role("button", name="Enregistrer").click()
    await expect(page.get_by_role("row", name="Côte d’Ivoire")).to_contain_text("25")
    asked = page.get_by_role("region", name="Quel numéro verront-ils")
    await asked.get_by_role("combobox", name="Depuis le poste").click()
    await page.get_by_role("option", name="Awa Koné").click()
    await asked.get_by_label("Numéro composé").fill("07 01 02 03 04")
    await asked.get_by_role("button", name="Expliquer").click()
    await expect(asked.get_by_role("alert")).to_contain_text("passerait")
    for shown in ("+225\u00a027\u00a020\u00a000\u00a010\u00a000", "Orange", "/ min", "numéro mobile du pays"):
        await expect(asked).to_contain_text(shown)
    await asked.get_by_label("Numéro composé").fill("00 33 6 12 34 56 78")
    await asked.get_by_role("button", name="Expliquer").click()
    await expect(asked.get_by_role("alert")).to_contain_text("serait refusé")


async def test_numbers_and_what_was_spent(page: Page, acme: Company, db: Database) -> None:
    awa = await acme.made("/extensions", number="101", name="Awa Koné")
    await acme.made("/numbers", e164="+2252720001000", name="Standard")
    (await acme.api.patch("/outbound/settings", json={"daily_limit": "1000"})).raise_for_status()
    now = clock.now()
    values = (acme.id, uuid4(), UUID(awa["id"]), now.date(), now, 900 * 1_000_000)
    await db.pool.execute(CHARGE, *values)
    await enter(page, acme)
    await page.goto("/outgoing?tab=numbers")
    await page.get_by_role("row", name="Standard").press("Enter")
    form = page.get_by_role("dialog")
    await form.get_by_label("Préfixe").fill("5")
    await form.get_by_role("switch", name="À tour de rôle").press("Space")
    await form.get_by_role("button", name="Enregistrer").click()
    row = page.get_by_role("row", name="Standard")
    await expect(row).to_contain_text("5*…")
    await expect(row).to_contain_text("À tour de rôle")
    await page.get_by_role("tab", name="Dépenses").click()
    await expect(page.get_by_role("progressbar", name="90 % du plafond")).to_be_visible()
    await expect(page.get_by_role("row", name="Awa Koné")).to_contain_text("900")
