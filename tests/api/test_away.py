"""The database is away for a while: requests are told so, and are answered again when it is back."""

from pathlib import Path

from palabre.kit.bus import PostgresBus
from palabre.kit.db import Database
from palabre.kit.migrate import migrate
from palabre.kit.postgres import embedded
from palabre.settings import Settings
from palabre.web import create_app
from tests.portal import client, company


async def test_requests_wait_for_nothing_and_are_answered_again(tmp_path: Path, settings: Settings) -> None:
    async with embedded(tmp_path, {"fsync": "off"}) as server:
        await migrate(server.address)
        async with PostgresBus(server.address) as bus, Database(server.address, bus) as db:
            app = create_app(settings, db, bus)
            acme = await company(app, db, "acme")
            await server.stop()
            login = {"email": "owner@acme.test", "password": "x"}
            for answer in (await acme.api.get("/account"), await client(app).post("/session", json=login)):
                assert (answer.status_code, answer.json()["error"]["code"]) == (503, "database_away")
            assert (await client(app).get("/health")).status_code == 503
            await server.start()
            assert (await acme.api.get("/account")).status_code == 200
            assert (await client(app).get("/health")).json() == {"database": True}
