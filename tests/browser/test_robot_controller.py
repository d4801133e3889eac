"""The robot controller, as a team leader switches it on, looks after its list, and reads what came of it."""

from datetime import timedelta
from uuid import uuid4

from playwright.async_api import Page, expect

from palabre.kit.clock import clock
from palabre.kit.db import Database
from tests.browser.conftest import enter
from tests.portal import Company

ENTRY = (
    "insert into robot_entries (account_id, queue_id, number, called, state, why, misses, missed_at, due_at) "
    "values ($1, $2, $3, '+2252720001000', $4, $5, $6, $7, $8) returning id"
)
FACT = "insert into facts (account_id, call_id, seq, at, kind, data) values ($1, $2, $3, $4, $5, $6)"
HOUR = timedelta(hours=1)
CLIENT = "07 01 02 03 04"


async def test_lost_callers_are_called_back_from_now_on(page: Page, acme: Company) -> None:
    queue = await acme.made("/queues", name="Ventes", number="600")
    await acme.made("/schedules", name="Bureau")
    await enter(page, acme)
    await page.get_by_role("link", name="Robot de rappel").click()
    await page.get_by_role("combobox", name="File surveillée").click()
    await page.get_by_role("option", name="Ventes").click()
    await expect(page.get_by_role("alert")).to_contain_text("ne sont pas rappelés")
    await page.get_by_role("button", name="Activer le robot").click()
    await page.get_by_role("switch", name="Rappeler les appels perdus").press("Space")
    await page.get_by_role("combobox", name="Heures de rappel").click()
    await page.get_by_role("option", name="Bureau").click()
    await page.get_by_label("Tentatives").fill("5")
    await page.get_by_text("Le client", exact=True).click()
    await page.get_by_role("button", name="Enregistrer").click()
    await expect(page.get_by_role("status")).to_contain_text("Enregistré")
    kept = (await acme.api.get(f"/queues/{queue['id']}/robot")).json()
    assert (kept["enabled"], kept["attempts"], kept["client_first"]) == (True, 5, True)
    assert kept["schedule_id"] is not None
    await page.get_by_role("tab", name="À rappeler").click()
    await expect(page.get_by_text("Personne à rappeler")).to_be_visible()


async def test_the_list_of_lost_callers(page: Page, acme: Company, db: Database) -> None:
    queue = await acme.made("/queues", name="Ventes", number="600")
    await acme.api.put(f"/queues/{queue['id']}/robot", json={})
    now = clock.now()
    lost = (
        ("+2250701020304", "waiting", "busy", 2),
        ("+2250701020305", "waiting", "", 1),
        ("+2250701020306", "recovered", "", 1),
    )
    for number, state, why, misses in lost:
        await db.pool.fetchval(ENTRY, acme.id, queue["id"], number, state, why, misses, now, now + HOUR)
    await enter(page, acme)
    await page.goto(f"/robot?queue={queue['id']}")
    rows = page.get_by_role("region", name="Appelants perdus").get_by_role("row")
    await expect(rows).to_have_count(4)
    first = rows.filter(has_text=CLIENT)
    await expect(first).to_contain_text("a appelé 2 fois")
    await expect(first).to_contain_text("occupé")
    await first.get_by_role("button", name="maintenant").click()
    await expect(first).to_contain_text("dès qu’un agent est libre")
    other = rows.filter(has_text="07 01 02 03 05")
    await other.get_by_role("button", name="Changer l’heure").click()
    await page.get_by_label("Rappeler le").fill("2030-01-02T09:30")
    await page.get_by_role("button", name="Enregistrer").click()
    await expect(other).to_contain_text("09:30")
    await other.get_by_role("button", name="Supprimer").click()
    await page.get_by_role("dialog").get_by_role("button", name="Supprimer").click()
    await expect(other).to_contain_text("Retiré")
    await page.get_by_text("Retrouvés", exact=True).click()
    await expect(rows).to_have_count(2)
    kept = (await acme.api.get(f"/queues/{queue['id']}/robot/entries")).json()["items"]
    assert sorted(each["state"] for each in kept) == ["recovered", "removed", "waiting"]


async def test_what_the_robot_has_saved(page: Page, acme: Company, db: Database) -> None:
    queue = await acme.made("/queues", name="Ventes")
    at = clock.now() - timedelta(days=1)
    for state in ("recovered", "recovered", "given_up"):
        missed = {"queue": queue["id"], "number": "+2250701020304", "misses": 1}
        ended = {"queue": queue["id"], "state": state, "why": "", "attempts": 1, "seconds": 240}
        call = uuid4()
        await db.pool.execute(FACT, acme.id, call, 1, at, "robot_missed", missed)
        await db.pool.execute(FACT, acme.id, call, 2, at, "robot_ended", ended)
    await enter(page, acme)
    await page.goto(f"/robot?queue={queue['id']}&tab=report")
    await expect(page.get_by_text("67 %", exact=True)).to_be_visible()
    fates = page.get_by_role("region", name="Ce qu’ils sont devenus")
    await expect(fates).to_contain_text("Retrouvé 2")
    await expect(fates).to_contain_text("Abandonné 1")
    await page.get_by_text("Aujourd’hui", exact=True).click()
    await expect(page.get_by_text("Rien ne s’est perdu")).to_be_visible()
