"""Conference rooms, as an office manager makes one and a moderator leads it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from palabre.kit.bus import PostgresBus
from palabre.kit.db import Database
from tests.browser.conftest import enter
from tests.playhouse import Playhouse, playhouse
from tests.portal import Company


@pytest.fixture
async def house(acme: Company, db: Database, bus: PostgresBus, tmp_path: Path) -> AsyncIterator[Playhouse]:
    """A company in whose room two colleagues talk."""
    await acme.made("/conferences", name="Direction", number="800", announce=False)
    names = []
    for digits, name in (("101", "Awa Koné"), ("102", "Yao Kouassi")):
        extension = await acme.made("/extensions", name=name, number=digits)
        device = await acme.made(f"/extensions/{extension['id']}/devices", name="Bureau")
        names.append((device["username"], digits))
    async with playhouse(acme, db, bus, tmp_path) as made:
        for username, digits in names:
            made.calls(f"{username}@acme.test", digits, "800")
        await made.fact("conference_joined")
        yield made


async def test_a_moderator_mutes_locks_and_shows_out(page: Page, house: Playhouse) -> None:
    await enter(page, house.company)
    await page.get_by_role("link", name="Conférences").click()
    rooms = page.get_by_role("region", name="Vos salles")
    await rooms.get_by_role("row", name="Direction").press("Enter")
    inside = page.get_by_role("region", name="En ce moment")
    await expect(inside.get_by_role("row")).to_have_count(3)
    await expect(inside).to_contain_text("2 sur 20")
    await inside.get_by_role("button", name="Couper le micro de Yao").click()
    again = inside.get_by_role("button", name="Rendre la parole à Yao")
    await expect(again).to_have_attribute("aria-pressed", "true")
    await again.click()
    await expect(inside.get_by_role("button", name="Couper le micro de Yao")).to_be_visible()
    lock = page.get_by_role("switch", name="Salle verrouillée")
    await lock.press("Space")
    await expect(lock).to_be_checked()
    await inside.get_by_role("button", name="Supprimer Yao").click()
    await page.get_by_role("dialog").get_by_role("button", name="Supprimer Yao").click()
    await expect(inside.get_by_role("row")).to_have_count(2)
    await expect(inside).to_contain_text("Awa Koné")


async def test_a_room_is_made_changed_and_taken_away(page: Page, house: Playhouse) -> None:
    acme = house.company
    await enter(page, acme)
    await page.goto("/conferences")
    rooms = page.get_by_role("region", name="Vos salles")
    await expect(rooms.get_by_role("row")).to_have_count(2)
    await page.get_by_role("button", name="Nouvelle salle").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("Nom").fill("Projet")
    await form.get_by_label("Numéro court").fill("101")
    await form.get_by_label("Code d’entrée").fill("2468")
    await form.get_by_role("button", name="Enregistrer").click()
    await expect(form.get_by_label("Numéro court")).to_have_attribute("aria-invalid", "true")
    await form.get_by_label("Numéro court").fill("801")
    await form.get_by_role("button", name="Enregistrer").click()
    await expect(page.get_by_role("heading", name="Projet")).to_be_visible()
    await house.configured()
    await expect(page.get_by_text("La salle est vide")).to_be_visible()
    await page.get_by_role("switch", name="Enregistrer").press("Space")
    await page.get_by_role("textbox", name="Au plus").fill("8")
    await page.get_by_role("button", name="Enregistrer").click()
    await expect(page.get_by_role("status")).to_contain_text("Enregistré")
    found = (await acme.api.get("/conferences")).json()["items"]
    kept = next(each for each in found if each["number"] == "801")
    told = (kept["name"], kept["number"], kept["pin"], kept["max_members"], kept["record"])
    assert told == ("Projet", "801", "2468", 8, True)
    await page.get_by_role("button", name="Supprimer", exact=True).click()
    await page.get_by_role("button", name="Supprimer Projet").click()
    await expect(rooms.get_by_role("row")).to_have_count(2)
    assert [each["number"] for each in (await acme.api.get("/conferences")).json()["items"]] == ["800"]
