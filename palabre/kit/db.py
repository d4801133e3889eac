"""The database as the code sees it: sessions of one account, the door before one is known, raw pools."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction, UOWTransaction, with_loader_criteria

from palabre.kit.bus import Bus
from palabre.kit.database_address import Address
from palabre.kit.errors import PalabreError
from palabre.kit.pool import open_pool
from palabre.kit.tables import Owned

ENDPOINTS = 50
"""So many SIP identities, of 120 characters at most, go into one message of the bus."""

_AWAY = (
    OSError,
    TimeoutError,
    PoolTimeout,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InterfaceError,
)


class DatabaseAway(PalabreError):
    """The database does not answer at the moment."""

    code, status = "database_away", 503
    fr = "La base de données ne répond pas. Réessayez dans un instant."
    en = "The database does not answer. Try again in a moment."


class Database:
    """One process's way to the database: `async with Database(address, bus) as db`.

    `calls` opens the raw pool of the call process, which may read and write for all accounts.
    """

    def __init__(self, address: Address, bus: Bus | None = None, *, calls: bool = False) -> None:
        self.address = address
        self.bus = bus
        self._with_calls = calls
        self._pool: asyncpg.Pool[asyncpg.Record] | None = None
        self._door: asyncpg.Pool[asyncpg.Record] | None = None
        self.engine: AsyncEngine = create_async_engine(
            "postgresql+asyncpg://",
            async_creator=lambda: asyncpg.connect(**address.role("palabre_app"), command_timeout=30),
            pool_pre_ping=True,
            pool_size=10,
            max_overflow=10,
            pool_timeout=10,
        )
        self._sessions = async_sessionmaker(
            self.engine, expire_on_commit=False, sync_session_class=_AccountSession
        )

    async def __aenter__(self) -> "Database":
        self._door = await open_pool(self.address, "palabre_app")
        if self._with_calls:
            self._pool = await open_pool(self.address, "palabre_calls")
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.engine.dispose()
        for each in (self._door, self._pool):
            if each:
                each.terminate()

    @property
    def pool(self) -> "asyncpg.Pool[asyncpg.Record]":
        """Raw connections of the call process: all accounts, JSON as Python values, COPY allowed."""
        assert self._pool, "this process was opened without the calls' pool"
        return self._pool

    @asynccontextmanager
    async def session(self, account_id: UUID) -> AsyncIterator[AsyncSession]:
        """One transaction of one account: commits at the end, then tells the bus what `changed` noted.

        Raises `DatabaseAway`.
        """
        try:
            async with self._sessions(info={"account": account_id}) as session:
                yield session
                await session.commit()
        except DBAPIError as trouble:
            if is_away(trouble):
                raise DatabaseAway from trouble
            raise
        except _AWAY as trouble:
            raise DatabaseAway from trouble
        for each in session.info.get("after_commit", ()):
            await asyncio.to_thread(each)
        if self.bus and (note := session.info.get("changed")) is not None:
            for part in _parts(note):
                await self.bus.publish("config", part)
        for channel in session.info.get("announced", ()):
            if self.bus:
                await self.bus.publish(channel, {"account": str(account_id)})

    @asynccontextmanager
    async def door(self) -> AsyncIterator["asyncpg.pool.PoolConnectionProxy[asyncpg.Record]"]:
        """A raw connection without an account, for the functions of schema `door`. Raises `DatabaseAway`."""
        assert self._door, "the database was not opened"
        try:
            async with self._door.acquire(timeout=10) as connection:
                yield connection
        except _AWAY as trouble:
            raise DatabaseAway from trouble


def changed(session: AsyncSession, endpoints: list[str] | None = None) -> None:
    """Note that the account's configuration changed, with these SIP endpoints; the commit tells the bus."""
    account = str(session.info["account"])
    note = session.info.setdefault("changed", {"account": account})
    if endpoints:
        note["endpoints"] = list(dict.fromkeys([*note.get("endpoints", ()), *endpoints]))


def _parts(note: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A note in messages that are small enough for the bus."""
    endpoints = note.get("endpoints", [])
    for at in range(0, max(len(endpoints), 1), ENDPOINTS):
        yield {**note, "endpoints": endpoints[at : at + ENDPOINTS]} if endpoints else note


def announce(session: AsyncSession, channel: str) -> None:
    """Wake who listens to a channel of the bus, once the change is kept."""
    session.info.setdefault("announced", set()).add(channel)


def after_commit(session: AsyncSession, act: Callable[[], object]) -> None:
    """Do something outside the database, such as removing a file, in a thread, once the change is kept."""
    session.info.setdefault("after_commit", []).append(act)


def account_of(session: AsyncSession) -> UUID:
    """Whose session this is."""
    account: UUID = session.info["account"]
    return account


async def raw_of(session: AsyncSession) -> Any:
    """The session's own connection for raw statements, which see what the session has changed."""
    await session.flush()
    return (await (await session.connection()).get_raw_connection()).driver_connection


def is_away(trouble: DBAPIError) -> bool:
    """Whether the statement failed because the server went away rather than because of its content."""
    return trouble.connection_invalidated or isinstance(trouble, OperationalError | InterfaceError)


class _AccountSession(Session):
    """A session whose every transaction says to PostgreSQL whose it is."""


@event.listens_for(_AccountSession, "after_begin")
def _say_whose(session: Session, _: SessionTransaction, connection: Connection) -> None:
    connection.execute(
        text("select set_config('app.account', :account, true)"), {"account": str(session.info["account"])}
    )


@event.listens_for(_AccountSession, "do_orm_execute")
def _keep_to_account(state: ORMExecuteState) -> None:
    """The first lock; row security is the second."""
    account = state.session.info["account"]
    if not state.is_column_load and not state.is_relationship_load:
        state.statement = state.statement.options(
            with_loader_criteria(Owned, lambda table: table.account_id == account, include_aliases=True)
        )


@event.listens_for(_AccountSession, "before_flush")
def _fill_in_account(session: Session, _: UOWTransaction, __: Any) -> None:
    account = session.info["account"]
    for row in session.new:
        if isinstance(row, Owned):
            if row.account_id not in (None, account):
                raise ValueError(f"a row of {row.account_id} in a session of {account}")
            row.account_id = account
