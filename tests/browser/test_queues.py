"""Queues, as a team leader sets them up, watches them, and reads how they did."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.async_api import Page, expect

from palabre.kit.bus import PostgresBus
from palabre.kit.clock import clock
from palabre.kit.db import Database
from palabre.phone.script import Rings, Script
from tests.browser.conftest import enter
from tests.playhouse import Playhouse, playhouse
from tests.portal import Company, colleague

INSERT = "insert into facts (account_id, call_id, seq, at, kind, data) values ($1, $2, 1, $3, $4, $5)"


@pytest.fixture
async def house(acme: Company, db: Database, bus: PostgresBus, tmp_path: Path) -> AsyncIterator[Playhouse]:
    """A company whose queue of two agents has a caller in line, for whom one of them rings."""
    queue = await acme.made("/queues", name="Ventes", number="600", ring_seconds=120)
    people = {"101": "Awa Koné", "102": "Yao Kouassi", "103": "Boutique"}
    phones = {}
    for position, (digits, name) in enumerate(people.items()):
        extension = await acme.made("/extensions", name=name, number=digits)
        phones[digits] = await acme.made(f"/extensions/{extension['id']}/devices", name="Bureau")
        if digits != "103":
            await acme.made("/agents", name=name, extension_id=extension["id"])
            await acme.api.put(
                f"/queues/{queue['id']}/members/{extension['id']}", json={"position": position}
            )
    async with playhouse(acme, db, bus, tmp_path) as made:
        made.phone.script = Script(others=Rings())
        made.calls(f"{phones['103']['username']}@acme.test", "103", "600")
        await made.fact("queue_offered")
        yield made


async def test_who_waits_and_who_answers_at_this_moment(page: Page, house: Playhouse) -> None:
    await enter(page, house.company)
    await page.get_by_role("link", name="Files d’attente").click()
    row = page.get_by_role("row", name="Ventes")
    await expect(row.get_by_label("En attente : 1")).to_be_visible()
    await expect(row).to_contain_text("1 libre")
    await row.press("Enter")
    callers = page.get_by_role("region", name="Appelants en attente")
    await expect(callers.get_by_role("row").nth(1)).to_contain_text("Boutique")
    agents = page.get_by_role("region", name="Agents")
    ringing, free = (agents.get_by_role("row").filter(has_text=each) for each in ("Sonne", "Libre"))
    await expect(ringing).to_have_count(1)
    await expect(callers.get_by_role("row").nth(1)).to_contain_text("Koné")
    await free.get_by_role("button", name="en pause").click()
    await page.get_by_role("menuitem", name="Déjeuner").click()
    paused = agents.get_by_role("row").filter(has=page.get_by_text("En pause", exact=True))
    await expect(paused).to_contain_text("Yao Kouassi")
    await expect(paused).to_contain_text("Déjeuner")
    await paused.get_by_role("button", name="reprend les appels").click()
    await expect(free).to_contain_text("Yao Kouassi")


async def test_a_queue_is_made_and_gets_agents_and_rules(page: Page, acme: Company) -> None:
    await acme.made("/extensions", number="101", name="Awa Koné")
    await enter(page, acme)
    await page.goto("/queues")
    await page.get_by_role("button", name="Nouvelle file").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("Nom").fill("Support")
    await form.get_by_label("Numéro court").fill("601")
    await form.get_by_role("button", name="Enregistrer").click()
    await page.get_by_role("button", name="Ajouter un agent").click()
    await page.get_by_role("combobox", name="Poste").click()
    await page.get_by_role("option", name="Awa Koné").click()
    await page.get_by_role("button", name="Ajouter une compétence").click()
    await page.get_by_label("Compétence", exact=True).fill("anglais")
    await page.get_by_role("button", name="Ajouter un agent").click()
    await expect(page.get_by_role("listitem")).to_contain_text("anglais 5/10")
    await page.get_by_role("button", name="Ajouter un agent").click()
    await page.get_by_text("Un numéro extérieur", exact=True).click()
    await page.get_by_role("textbox", name="Nom").fill("Eve mobile")
    await page.get_by_role("textbox", name="Numéro extérieur").fill("07 01 02 03 04")
    await page.get_by_role("button", name="Ajouter un agent").click()
    await expect(page.get_by_role("listitem")).to_have_count(2)
    await page.get_by_role("button", name="Monter Eve mobile").click()
    await expect(page.get_by_role("listitem").first).to_contain_text("Eve mobile")
    await page.get_by_role("tab", name="Réglages").click()
    await page.get_by_label("Le téléphone sonne").fill("35")
    await page.get_by_label("Numéro court").fill("101")
    await page.get_by_role("button", name="Enregistrer").click()
    await expect(page.get_by_role("alert")).to_contain_text("101")
    await expect(page.get_by_label("Numéro court")).to_have_attribute("aria-invalid", "true")
    await page.get_by_label("Numéro court").fill("602")
    await page.get_by_role("button", name="Enregistrer").click()
    await expect(page.get_by_role("status")).to_contain_text("Enregistré")
    found = {each["name"]: each for each in (await acme.api.get("/queues")).json()["items"]}
    assert (found["Support"]["number"], found["Support"]["ring_seconds"]) == ("602", 35)


async def test_the_report_of_a_queue(page: Page, acme: Company, db: Database) -> None:
    queue = await acme.made("/queues", name="Ventes", service_seconds=20)
    now = clock.now()
    for days, why, waited in ((2, "answered", 8), (2, "answered", 31), (1, "abandoned", 40)):
        at, call = now - timedelta(days=days), uuid4()
        left = {"queue": queue["id"], "why": why, "waited": waited * 1000}
        await db.pool.execute(INSERT, acme.id, call, at, "queue_left", left)
    await enter(page, acme)
    await page.goto(f"/queues?queue={queue['id']}&tab=report")
    await expect(page.get_by_text("Aucun appel dans cette période")).to_be_visible()
    await page.get_by_text("7 jours").click()
    chart = page.get_by_role("list", name="Comment les appels ont quitté la file")
    await expect(chart.get_by_role("listitem")).to_have_count(2)
    await expect(chart.get_by_role("listitem").first).to_have_accessible_name(re.compile("Répondus 2"))
    await expect(page.get_by_text("33 %", exact=True)).to_be_visible()


async def test_employees_have_no_page_of_queues(page: Page, acme: Company, db: Database) -> None:
    await colleague(db, acme, "employee")
    await page.goto("/queues")
    await page.get_by_label("Adresse e-mail").fill("employee@acme.test")
    await page.get_by_label("Mot de passe", exact=True).fill("correct horse")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("rôle")
    await expect(page.get_by_role("button", name="Nouvelle file")).to_have_count(0)
    await expect(page.get_by_role("link", name="Files d’attente")).to_have_count(0)
    pages = page.get_by_role("navigation").get_by_role("link")
    await expect(pages).to_have_text(["En direct", "Appels", "Postes", "Messagerie", "Codes"])
