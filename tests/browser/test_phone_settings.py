"""How phones behave in the whole company, as its manager sets it."""

from playwright.async_api import Page, expect

from palabre.kit.clock import clock
from tests.browser.conftest import enter
from tests.portal import Company


async def test_hold_transfers_parking_and_the_souffleur_are_set_up(page: Page, acme: Company) -> None:
    awa = await acme.made("/extensions", number="101", name="Awa Koné")
    await acme.made("/extension-groups", name="Ventes")
    parked = {"slot": "701", "call": awa["id"], "caller": "+2250701020304", "caller_name": "", "by": "101"}
    waiting = {"items": [parked | {"since": clock.now().isoformat()}]}
    await page.route("**/parking/calls", lambda route: route.fulfill(json=waiting))
    await enter(page, acme)
    await page.get_by_role("link", name="Téléphonie").click()
    hold = page.get_by_role("region", name="Mise en attente")
    await hold.get_by_label("Au bout de").fill("45")
    await hold.get_by_label("Au bout de").press("Tab")
    transfers = page.get_by_role("region", name="Transferts")
    await transfers.get_by_role("switch", name="Montrer le numéro").press("Space")
    await expect(transfers.get_by_role("switch", name="Montrer le numéro")).not_to_be_checked()
    parking = page.get_by_role("region", name="Parking")
    now = parking.get_by_role("listitem")
    await expect(now).to_contain_text("701")
    await expect(now).to_contain_text("garé par Awa Koné (101)")
    await parking.get_by_label("Dernier emplacement").fill("702")
    await parking.get_by_role("button", name="Enregistrer").click()
    await expect(parking.get_by_role("button", name="Enregistrer")).to_be_disabled()
    souffleur = page.get_by_role("region", name="Souffleur")
    await souffleur.get_by_role("switch", name="Prévenir").press("Space")
    await expect(souffleur.get_by_role("switch", name="Prévenir")).to_be_checked()
    await souffleur.get_by_role("combobox", name="Responsable").click()
    await page.get_by_role("option", name="Awa Koné").click()
    await souffleur.get_by_role("combobox", name="Peut écouter").click()
    await page.get_by_role("option", name="Ventes").click()
    await souffleur.get_by_role("button", name="Ajouter").click()
    await expect(souffleur).to_contain_text("Awa Koné : les conversations du service Ventes")
    await expect(page.get_by_text("Personne n’a été écouté")).to_be_visible()
    kept = [(await acme.api.get(path)).json() for path in ("/hold", "/transfer-settings", "/parking")]
    assert kept[0]["reminder_seconds"] == 45
    assert kept[1]["shows_caller"] is False
    assert kept[2]["last_slot"] == "702"
