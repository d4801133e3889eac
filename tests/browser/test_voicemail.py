"""Mailboxes, as an office manager sets them up and a team works through their messages."""

from pathlib import Path
from uuid import UUID, uuid4

from playwright.async_api import Locator, Page, expect

from palabre.kit.audio import tone
from palabre.kit.db import Database
from palabre.settings import Settings
from tests.browser.conftest import enter
from tests.portal import Company

PLAYED = "async sound => { await sound.play(); return sound.duration }"
LEFT = [("+2250701020304", "", True), ("+33612345678", "Cabinet Martin", False)]


async def leave(acme: Company, mailbox: str, db: Database, home: Path) -> None:
    """Two callers have left messages, of which one is urgent."""
    columns = "id, account_id, mailbox_id, call_id, caller, caller_name, urgent, received_at, seconds, file"
    query = f"insert into messages ({columns}) values ($1, $2, $3, $4, $5, $6, $7, now(), 2, $8)"
    for caller, name, urgent in LEFT:
        file = f"messages/{acme.id}/{uuid4()}.wav"
        (home / file).parent.mkdir(parents=True, exist_ok=True)
        tone(440, 2, home / file)
        values = (uuid4(), acme.id, UUID(mailbox), uuid4(), caller, name, urgent, file)
        await db.pool.execute(query, *values)


async def nobody_speaks(page: Page) -> None:
    """No call process runs here that could tell who is leaving a message."""
    await page.route("**/being-left", lambda route: route.fulfill(json=[]))


async def test_a_team_works_through_its_messages(
    page: Page, acme: Company, db: Database, settings: Settings
) -> None:
    awa = await acme.made("/extensions", number="101", name="Awa Koné")
    shared = await acme.made("/mailboxes", name="Ventes", number="501", member_ids=[awa["id"]])
    await acme.made("/mailboxes", name="Direction", number="502")
    await leave(acme, shared["id"], db, settings.home)
    await nobody_speaks(page)
    await enter(page, acme)
    await page.get_by_role("link", name="Messagerie").click()
    row = page.get_by_role("row", name="Ventes")
    for told in ("501", "101 · Awa Koné", "2 nouveaux"):
        await expect(row).to_contain_text(told)
    await row.press("Enter")
    urgent = message(page, "+2250701020304")
    await expect(urgent).to_contain_text("Urgent")
    assert 1 < await urgent.get_by_label("Écouter le message").evaluate(PLAYED) < 3
    await expect(urgent).not_to_contain_text("Nouveau")
    await urgent.get_by_role("button", name="Je m’en occupe").click()
    await expect(urgent).to_contain_text("Pris en charge par Owner")
    await urgent.get_by_role("button", name="C’est fait").click()
    await expect(urgent).to_contain_text("Traité par Owner")
    other = message(page, "Cabinet Martin")
    await other.get_by_role("button", name="Autres actions").click()
    await page.get_by_role("menuitem", name="Transmettre").click()
    await other.get_by_label("Vers la boîte").click()
    await page.get_by_role("option", name="Direction").click()
    await other.get_by_label("Quelques mots").fill("À rappeler ce soir")
    await other.get_by_role("button", name="Transmettre").click()
    await expect(other.get_by_label("Vers la boîte")).to_have_count(0)
    await other.get_by_role("button", name="Autres actions").click()
    await page.get_by_role("menuitem", name="Supprimer").click()
    await expect(other).to_have_count(0)
    await page.keyboard.press("Escape")
    await page.get_by_role("row", name="Direction").click()
    await expect(other).to_contain_text("À rappeler ce soir")
    await expect(other).to_contain_text("De la part de")


async def test_a_mailbox_is_made_and_set_up(page: Page, acme: Company) -> None:
    await acme.made("/extensions", number="101", name="Awa Koné")
    await nobody_speaks(page)
    await enter(page, acme)
    await page.goto("/voicemail")
    await expect(page.get_by_text("Aucune boîte vocale")).to_be_visible()
    await page.get_by_role("button", name="Nouvelle boîte vocale").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("Nom").fill("Awa")
    await form.get_by_label("Numéro", exact=True).fill("501")
    await form.get_by_role("combobox", name="Poste").click()
    await page.get_by_role("option", name="Awa Koné").click()
    await form.get_by_label("Durée d’un message").fill("60")
    await form.get_by_label("Code PIN").fill("4711")
    await form.get_by_label("Prévenir par e-mail").fill("awa@acme.test")
    await form.get_by_role("button", name="Enregistrer").click()
    await page.get_by_role("tab", name="Annonces").click()
    drawer = page.get_by_role("dialog")
    await drawer.get_by_role("button", name="Nouvelle annonce : Occupé").click()
    await drawer.get_by_label("Nom").fill("En ligne")
    await drawer.get_by_label("Texte à lire").fill("Je suis en ligne.")
    await drawer.get_by_role("button", name="Enregistrer").click()
    await expect(drawer.get_by_role("combobox", name="Occupé")).to_have_value("En ligne")
    await expect(drawer.locator("audio")).to_have_count(1)
    (made,) = (await acme.api.get("/mailboxes")).json()["items"]
    assert (made["number"], made["max_seconds"], made["has_pin"]) == ("501", 60, True)
    assert made["emails"] == ["awa@acme.test"]
    assert made["busy_greeting_id"]


def message(page: Page, who: str) -> Locator:
    """The message that somebody left."""
    return page.get_by_role("listitem", name=who)
