"""Greetings, as an office manager makes, hears and removes them."""

from pathlib import Path

from playwright.async_api import Page, expect

from palabre.kit.audio import tone
from tests.browser.conftest import enter
from tests.portal import Company

PLAYED = "async sound => { await sound.play(); return sound.duration }"


async def test_a_text_is_read_heard_and_kept(page: Page, acme: Company) -> None:
    await enter(page, acme)
    await page.get_by_role("link", name="Annonces").click()
    await expect(page.get_by_text("Aucune annonce")).to_be_visible()
    await page.get_by_role("button", name="Nouvelle annonce").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("Nom").fill("Accueil")
    await form.get_by_label("Texte à lire").fill("Bonjour et bienvenue chez Acme.")
    await form.get_by_role("button", name="Écouter d’abord").click()
    await expect(form.get_by_label("Écouter d’abord").last).to_be_visible()
    await form.get_by_role("button", name="Enregistrer").click()
    row = page.get_by_role("row", name="Accueil")
    await expect(row).to_contain_text("Bonjour et bienvenue chez Acme.")
    seconds = await row.get_by_label("Écouter Accueil").evaluate(PLAYED)
    assert 1 < seconds < 5
    await row.get_by_role("button", name="Supprimer Accueil").click()
    await expect(page.get_by_text("Aucune annonce")).to_be_visible()


async def test_a_file_is_sent_and_a_wrong_one_refused(page: Page, acme: Company, tmp_path: Path) -> None:
    film = tmp_path / "film.wav"
    film.write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(2000))
    sound = tmp_path / "gong.wav"
    tone(440, 2, sound)
    await enter(page, acme)
    await page.goto("/greetings")
    await page.get_by_role("button", name="Nouvelle annonce").click()
    form = page.get_by_role("dialog")
    await form.get_by_text("Fichier", exact=True).click()
    await form.get_by_label("Nom").fill("Gong")
    await form.locator("input[type=file]").set_input_files(film)
    await form.get_by_role("button", name="Enregistrer").click()
    await expect(form.get_by_role("alert")).to_be_visible()
    await form.locator("input[type=file]").set_input_files(sound)
    await form.get_by_role("button", name="Enregistrer").click()
    await expect(page.get_by_role("row", name="Gong")).to_contain_text("Fichier envoyé")


async def test_an_emergency_message_is_started_and_ended(page: Page, acme: Company) -> None:
    await enter(page, acme)
    await page.goto("/greetings")
    await page.get_by_role("button", name="Message d’urgence").click()
    await page.get_by_label("Message d’urgence").fill("Nos bureaux sont inondés.")
    await page.get_by_role("button", name="Diffuser").click()
    alert = page.get_by_role("alert")
    await expect(alert).to_contain_text("Nos bureaux sont inondés.")
    await alert.get_by_role("button", name="Arrêter maintenant").click()
    await expect(alert).to_be_hidden()
    assert (await acme.api.get("/banner")).json() is None
