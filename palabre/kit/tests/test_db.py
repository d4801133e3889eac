"""Sessions of an account: they see and change that account only, commit at the end and tell the bus."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text

from palabre.features.accounts.models import Account
from palabre.features.hours.models import Schedule
from palabre.kit.bus import Message, PostgresBus, Resync
from palabre.kit.db import Database, changed


async def make_account(db: Database, name: str) -> UUID:
    account = uuid4()
    async with db.session(account) as session:
        session.add(Account(id=account, name=name, domain=f"{name}.test"))
    return account


async def test_a_session_sees_its_own_account_only(db: Database) -> None:
    acme, beta = await make_account(db, "acme"), await make_account(db, "beta")
    async with db.session(acme) as session:
        session.add(Schedule(name="hours", periods=[]))
    async with db.session(acme) as session:
        assert (await session.scalars(select(Schedule.name))).all() == ["hours"]
        assert (await session.scalars(select(Account.name))).all() == ["acme"]
    async with db.session(beta) as session:
        assert (await session.scalars(select(Schedule.name))).all() == []
        assert (await session.scalars(select(Account.name))).all() == ["beta"]


async def test_a_row_of_another_account_cannot_be_added(db: Database) -> None:
    acme, beta = await make_account(db, "acme"), await make_account(db, "beta")
    with pytest.raises(ValueError, match="in a session of"):
        async with db.session(acme) as session:
            session.add(Schedule(name="hours", periods=[], account_id=beta))


async def test_nothing_is_kept_when_the_block_fails(db: Database) -> None:
    acme = await make_account(db, "acme")
    with pytest.raises(RuntimeError):
        async with db.session(acme) as session:
            session.add(Schedule(name="hours", periods=[]))
            raise RuntimeError
    async with db.session(acme) as session:
        assert (await session.scalars(select(Schedule))).all() == []


async def test_the_bus_hears_of_a_change_once_and_after_the_commit(db: Database, bus: PostgresBus) -> None:
    acme = await make_account(db, "acme")
    with bus.listen("config") as news:
        assert await anext(news) == Resync()
        async with db.session(acme) as session:
            session.add(Schedule(name="hours", periods=[]))
            changed(session)
            changed(session, ["101@acme.test"])
        assert await anext(news) == Message("config", {"account": str(acme), "endpoints": ["101@acme.test"]})


async def test_the_door_tells_the_accounts_without_opening_one(db: Database) -> None:
    acme = await make_account(db, "acme")
    async with db.door() as door:
        assert [each["id"] for each in await door.fetch("select id from door.accounts()")] == [acme]
        assert await door.fetch("select id from accounts") == []


async def test_the_calls_pool_sees_all_accounts_and_speaks_json(db: Database) -> None:
    acme = await make_account(db, "acme")
    await make_account(db, "beta")
    assert await db.pool.fetchval("select count(*) from accounts") == 2
    insert = "insert into live_calls values ($1, $1, $2, now())"
    await db.pool.execute(insert, acme, {"parties": [1, None, "é"]})
    assert await db.pool.fetchval("select state from live_calls") == {"parties": [1, None, "é"]}


async def test_a_session_forgets_its_account_when_the_connection_goes_back(db: Database) -> None:
    await make_account(db, "acme")
    async with db.engine.connect() as connection:
        assert (await connection.execute(text("select * from accounts"))).all() == []
