"""Clients of the real application on a real database, for tests of the API."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from starlette.datastructures import State

from palabre.features.accounts.open_account import open_account
from palabre.features.accounts.schemas import AccountNew, OwnerNew
from palabre.features.users.people import add_user
from palabre.features.users.schemas import UserNew
from palabre.kit.access import Web
from palabre.kit.bus import Bus, PostgresBus
from palabre.kit.clock import clock
from palabre.kit.database_address import Address
from palabre.kit.db import Database
from palabre.settings import Settings
from palabre.web import create_app

PASSWORD = "correct horse"


@dataclass
class Company:
    """An account with a client for its owner; `api` paths are relative to /api/v1."""

    id: UUID
    label: str
    app: FastAPI
    api: httpx.AsyncClient

    async def made(self, path: str, **values: object) -> dict[str, Any]:
        """Create something, which must be accepted."""
        answer = await self.api.post(path, json=values)
        assert answer.status_code == 201, answer.text
        found: dict[str, Any] = answer.json()
        return found


def client(app: FastAPI, token: str | None = None) -> httpx.AsyncClient:
    """A client of the application; English, so that messages can be read in the tests."""
    headers = {"Accept-Language": "en"} | ({"Authorization": f"Bearer {token}"} if token else {})
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://palabre.test/api/v1", headers=headers)


async def company(app: FastAPI, db: Database, label: str) -> Company:
    """Open an account and log its owner in."""
    owner = OwnerNew(email=f"owner@{label}.test", name="Owner", password=PASSWORD)
    account, _ = await open_account(db, AccountNew(name=label.title(), label=label, owner=owner), "test")
    return Company(account.id, label, app, await log_in(app, f"owner@{label}.test"))


async def log_in(app: FastAPI, email: str, password: str = PASSWORD) -> httpx.AsyncClient:
    """A client with a session."""
    answer = await client(app).post("/session", json={"email": email, "password": password})
    assert answer.status_code == 201, answer.text
    return client(app, answer.json()["token"])


async def colleague(db: Database, acme: Company, role: str, **fields: object) -> httpx.AsyncClient:
    """Another user of a company, logged in."""
    given = {"email": f"{role}@{acme.label}.test", "name": role, "password": PASSWORD, "role": role}
    new = UserNew.model_validate({**given, **fields})
    async with db.session(acme.id) as session:
        await add_user(session, new)
    return await log_in(acme.app, new.email)


def code(answer: httpx.Response) -> str:
    """The code of a refusal."""
    told: str = answer.json()["error"]["code"]
    return told


@pytest.fixture
def moved_clock() -> Iterator[None]:
    """Lets a test move the clock, and puts it right afterwards."""
    before = clock.shift
    yield
    clock.shift = before


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a data folder of this test."""
    return Settings(data=tmp_path, base_domain="test", _env_file=None)


@pytest.fixture(scope="session")
def application(postgres: Address) -> FastAPI:
    """The web application, built once: its routes are made ready one by one when they are first asked."""
    return create_app(Settings(base_domain="test", _env_file=None), Database(postgres), Bus())


@pytest.fixture
def app(application: FastAPI, settings: Settings, db: Database, bus: PostgresBus) -> FastAPI:
    """The web application over this test's database; it remembers nothing of other tests."""
    application.state = State({"web": Web(settings, db, bus)})
    return application


@pytest.fixture
async def acme(app: FastAPI, db: Database) -> Company:
    """A company."""
    return await company(app, db, "acme")


@pytest.fixture
async def beta(app: FastAPI, db: Database) -> Company:
    """Another company of the same installation."""
    return await company(app, db, "beta")


@pytest.fixture
async def anonymous(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client that is not logged in."""
    async with client(app) as nobody:
        yield nobody
