"""Brings a database to the newest form of the tables."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, MetaData, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from palabre.kit.database_address import Address
from palabre.kit.errors import PalabreError

FOLDER = Path(__file__).parents[2] / "migrations"
_ONE_AT_A_TIME = 7_258_111  # any number that nobody else locks


class DatabaseRefuses(PalabreError):
    """The database cannot be reached with the address and login that are set."""

    code, status = "database_refuses", 503
    fr = "La base de données {where} n'accepte pas la connexion : {reason}"
    en = "The database {where} does not accept the connection: {reason}"


async def migrate(address: Address) -> None:
    """Run what is missing of the migrations as the owner; who starts at the same time waits."""
    async with _owner(address) as connection:
        await connection.execute(text("select pg_advisory_lock(:it)"), {"it": _ONE_AT_A_TIME})
        await connection.commit()
        await connection.run_sync(_upgrade)
        await connection.commit()


async def give_switch_password(address: Address, password: str) -> None:
    """Let the switch log in to an external server, where it comes over the network: pass it to `switch()`."""
    async with _owner(address) as connection:
        quoted = await connection.scalar(text("select quote_literal(:password)"), {"password": password})
        await connection.execute(text(f"alter role palabre_switch password {quoted}"))
        await connection.commit()


async def differences(address: Address, tables: MetaData) -> list[str]:
    """The columns and tables that the code declares and the database has not, or has otherwise."""
    async with _owner(address) as connection:
        return await connection.run_sync(_compare, tables)


@asynccontextmanager
async def _owner(address: Address) -> AsyncIterator[AsyncConnection]:
    engine = create_async_engine(
        "postgresql+asyncpg://", async_creator=lambda: asyncpg.connect(**address.owner()), poolclass=NullPool
    )
    try:
        connection = await engine.connect()
    except (OSError, DBAPIError) as refusal:
        reason = str(getattr(refusal, "orig", None) or refusal)
        raise DatabaseRefuses(where=address.place, reason=reason) from refusal
    try:
        yield connection
    finally:
        await connection.close()
        await engine.dispose()


def run_files(connection: Connection, folder: str) -> None:
    """For a migration: run the SQL files of a folder beside `versions`, in order, in its transaction."""
    connection.exec_driver_sql("select 1")  # opens the transaction that the files then run in
    driver: Any = connection.connection.dbapi_connection
    for file in sorted((FOLDER / folder).glob("*.sql")):
        statements = file.read_text()
        driver.run_async(lambda raw, all=statements: raw.execute(all))


def _upgrade(connection: Connection) -> None:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(FOLDER))
    command.upgrade(config, "head")


def _compare(connection: Connection, tables: MetaData) -> list[str]:
    def known(_: object, name: str | None, kind: str, *__: object) -> bool:
        return kind == "column" or (kind == "table" and name in tables.tables)

    context = MigrationContext.configure(connection, opts={"include_object": known, "compare_type": True})
    return [str(each) for each in compare_metadata(context, tables)]
