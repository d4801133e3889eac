"""An external PostgreSQL where we are nobody special: an owner with CREATEROLE, a password, TCP."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg
import pytest
from sqlalchemy import text

from palabre.kit.bus import PostgresBus, Resync
from palabre.kit.database_address import Address
from palabre.kit.db import Database
from palabre.kit.migrate import DatabaseRefuses, give_switch_password, migrate
from tests.database import external_server


@pytest.fixture
async def external(tmp_path: Path) -> AsyncIterator[Address]:
    """A server of somebody else, on which a customer got a login and a database."""
    async with external_server(tmp_path) as address:
        yield address


async def test_everything_works_for_an_owner_without_special_rights(external: Address) -> None:
    await migrate(external)
    await migrate(external)
    async with PostgresBus(external) as bus, Database(external, bus, calls=True) as db:
        acme, beta = await _account(db), await _account(db)
        async with db.session(acme) as session:
            assert (await session.scalars(text("select id from accounts"))).all() == [acme]
        async with db.door() as door:
            assert len(await door.fetch("select * from door.accounts()")) == 2
        await db.pool.execute("select make_partitions(2)")
        await _log_a_fact(db, acme)
        async with db.session(beta) as session:
            assert (await session.scalars(text("select call_id from facts"))).all() == []
        with bus.listen("config") as news:
            assert await anext(news) == Resync()


@pytest.mark.parametrize(
    ("login", "port"), [("customer:wrong", 5432), ("nobody:x", 5432), ("customer:pass%20word", 1)]
)
async def test_a_wrong_address_or_login_is_told_without_the_password(
    external: Address, login: str, port: int
) -> None:
    host = external.role("palabre_app")["dsn"].partition("@")[2].partition(":")[0]
    with pytest.raises(DatabaseRefuses) as refused:
        await migrate(Address(url=f"postgresql://{login}@{host}:{port}/shop"))
    assert f"{host}:{port}/shop" in str(refused.value)
    assert login not in str(refused.value)


async def test_a_late_fact_moves_into_the_partition_of_its_month(external: Address) -> None:
    await migrate(external)
    async with Database(external, calls=True) as db:
        await _log_a_fact(db, uuid4(), months=3)
        assert "facts_default" in await _partitions(db)
        await db.pool.execute("select make_partitions(4)")
        assert not {"facts_default"} & set(await _partitions(db))


async def test_the_switch_logs_in_with_the_password_it_was_given(external: Address) -> None:
    await migrate(external)
    words = external.switch("switch's secret")
    login = {"host": words["dbhost"], "port": int(words["dbport"]), "database": words["dbname"]}
    login |= {"user": words["dbuser"], "password": words["dbpass"]}
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(**login)
    await give_switch_password(external, "switch's secret")
    switch = await asyncpg.connect(**login)
    assert await switch.fetch("select * from ps_endpoints") == []
    await switch.close()


async def _account(db: Database) -> UUID:
    account = uuid4()
    async with db.session(account) as session:
        insert = text("insert into accounts (id, name, domain) values (:id, 'A', :domain)")
        await session.execute(insert, {"id": account, "domain": str(account)})
    return account


async def _log_a_fact(db: Database, account: UUID, months: int = 0) -> None:
    insert = "insert into facts values ($1, $2, 1, now() + make_interval(months => $3), 'started', $4)"
    await db.pool.execute(insert, account, uuid4(), months, {})


async def _partitions(db: Database) -> list[str]:
    return [row["part"] for row in await db.pool.fetch("select tableoid::regclass::text as part from facts")]
