"""The real application on a free port, and a real Chromium that looks at it."""

import asyncio
import socket
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.async_api import Browser, Page, async_playwright, expect

from palabre.kit.clock import clock
from palabre.kit.db import Database
from palabre.web import PORTAL
from tests.browser import stories
from tests.portal import PASSWORD, Company

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 390, "height": 844}


@pytest.fixture
async def portal(app: FastAPI) -> AsyncIterator[str]:
    """Where the portal is served."""
    assert (PORTAL / "index.html").exists(), "the portal is not built: npm ci && npm run build"
    config = uvicorn.Config(app, lifespan="off", log_config=None, ws="none", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as door:
        serving = asyncio.create_task(server.serve([door]))
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        server.should_exit = True
        await serving


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    """A browser of this test."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture
async def page(chromium: Browser, portal: str) -> AsyncIterator[Page]:
    """A French visitor's empty browser; a fault of the portal's code fails the test."""
    context = await chromium.new_context(
        base_url=portal, viewport=WIDE, locale="fr-FR", reduced_motion="reduce"
    )
    page = await context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    expect.set_options(timeout=10_000)
    yield page
    await context.close()
    assert not faults


@pytest.fixture
async def office(acme: Company, db: Database, tmp_path: Path) -> Company:
    """A company with two extensions, a registered phone, a call in progress and four calls of today."""
    await with_phones(acme, db)
    now = clock.now()
    calls = [
        (now - timedelta(seconds=75), stories.talking("101", "102", name="Awa Koné")),
        (now - timedelta(minutes=4), stories.through_menu("+2250701020304", "+2252720001000", "101", 83)),
        (now - timedelta(minutes=9), stories.missed("102", "101", "no_answer", "Yao Kouassi")),
        (now - timedelta(minutes=12), stories.talked("101", "+33612345678", 190, "outbound", "Awa Koné")),
        (now - timedelta(minutes=15), stories.left_message("+2250544332211", "+2252720001000", 18)),
    ]
    await stories.happen(db, acme.id, tmp_path / "journal", calls)
    return acme


async def with_phones(acme: Company, db: Database) -> None:
    """Give a company two extensions, of which one has a phone that is registered."""
    await acme.made("/extensions", number="102", name="Yao Kouassi")
    extension = await acme.made("/extensions", number="101", name="Awa Koné")
    device = await acme.made(f"/extensions/{extension['id']}/devices", name="Bureau")
    await register(db, acme.id, UUID(device["id"]))


async def register(db: Database, account: UUID, device: UUID, agent: str = "Yealink T54W") -> None:
    """Let a phone be registered, as the call process notes it."""
    columns = "account_id, device_id, address, user_agent, since"
    query = f"insert into registrations ({columns}) values ($1, $2, $3, $4, $5)"
    since = clock.now() - timedelta(hours=1)
    await db.pool.execute(query, account, device, "192.0.2.17:5060", agent, since)


async def enter(page: Page, company: Company) -> None:
    """Log in as the company's owner."""
    await page.goto("/")
    await page.get_by_label("Adresse e-mail").fill(f"owner@{company.label}.test")
    await page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Se connecter").click()
    await expect(page.get_by_role("navigation")).to_be_visible()
