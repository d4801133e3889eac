"""Lights the lamps of phones for which messages wait, and follows what the portal does with messages."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

import asyncpg

from palabre.calls.directory import Account, Directory
from palabre.calls.world import World
from palabre.features.extensions import Extensions
from palabre.features.voicemail.letters import Letter, Letters
from palabre.features.voicemail.live import letters_of, live
from palabre.features.voicemail.snapshot import MESSAGES, Mailboxes, letter_of
from palabre.kit.bus import Bus, Message
from palabre.kit.errors import PalabreError
from palabre.kit.pool import AWAY, AWAY_TOO

log = logging.getLogger(__name__)
CHANNEL = "messages"
"""Of the bus: somebody has done something with messages of an account."""
WRITTEN = """
    select data->>'message' as message from facts
    where account_id = $1 and call_id = any($2) and kind in ('recorded', 'message_forwarded')
"""
RETRY_SECONDS = 0.5
PAUSE_SECONDS = 0.02
"""Between phones that have nothing waiting, when all of them are told: calls come first."""

Counts = tuple[int, int]


class Lamps:
    """What each phone's lamp was told last, by account."""

    def __init__(self, world: World, directory: Directory, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self._world = world
        self._directory = directory
        self._pool = pool
        self._told: dict[UUID, dict[str, Counts]] = defaultdict(dict)
        self._touched: dict[UUID, None] = {}
        self._stale = False
        self._dark: asyncio.Queue[tuple[UUID, str]] = asyncio.Queue()
        self._news = asyncio.Event()
        live(world).touched = self.touch

    def touch(self, account: UUID) -> None:
        """Something has changed there: messages, mailboxes or phones."""
        self._touched[account] = None
        self._news.set()

    def switched(self) -> None:
        """A switch has connected that may know nothing, or something old."""
        self._told.clear()
        self._stale = True
        for account in self._directory.accounts:
            self.touch(account)

    async def run(self, bus: Bus) -> None:
        """Work until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._light())
            tasks.create_task(self._darken())
            with bus.listen(CHANNEL) as news:
                async for message in news:
                    if isinstance(message, Message):
                        await self._read([UUID(message.body["account"])])
                    else:
                        await self._read(list(self._directory.accounts))

    async def _light(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            if self._stale:  # the journal may have brought back what was deleted since
                self._stale = False
                await self._read(list(self._directory.accounts))
            for account in list(self._touched):
                del self._touched[account]
                await self.settle(account)

    async def settle(self, account: UUID) -> None:
        """Tell each phone of an account what waits, if it was told something else."""
        known, told = self._directory.accounts.get(account), self._told[account]
        wanted = dict.fromkeys(told, (0, 0)) | (self._wanted(known) if known else {})
        for endpoint, counts in wanted.items():
            if endpoint not in told and counts == (0, 0):
                self._dark.put_nowait((account, endpoint))
            elif told.get(endpoint) != counts and not await self._tell(account, endpoint, counts):
                return

    async def _tell(self, account: UUID, endpoint: str, counts: Counts) -> bool:
        try:
            await self._world.phone.light(endpoint, *counts)
        except PalabreError as trouble:
            log.warning("a lamp waits for the switch: %s", trouble)
            return False
        self._told[account][endpoint] = counts
        return True

    async def _darken(self) -> None:
        """Lamps that are probably out already, one after the other, behind those that are wanted."""
        while True:
            account, endpoint = await self._dark.get()
            if endpoint not in self._told[account]:
                await self._tell(account, endpoint, (0, 0))
                await asyncio.sleep(PAUSE_SECONDS)

    def _wanted(self, account: Account) -> dict[str, Counts]:
        """Each phone of those whom a mailbox belongs to: new and old messages of all their mailboxes."""
        counts = letters_of(self._world, account).all_counts()
        people = account.part(Extensions).by_id
        wanted: dict[str, Counts] = {}
        for mailbox in account.part(Mailboxes).by_id.values():
            new, old = counts.get(mailbox.id, (0, 0))
            readers = [people[each] for each in mailbox.readers if each in people]
            for phone in (each for reader in readers for each in reader.phones):
                before = wanted.get(phone, (0, 0))
                wanted[phone] = before[0] + new, before[1] + old
        return wanted

    async def _read(self, accounts: list[UUID]) -> None:
        while True:
            try:
                for each in accounts:
                    if (account := self._directory.accounts.get(each)) is not None:
                        await self._read_one(account)
                return
            except (*AWAY, *AWAY_TOO) as away:
                log.warning("messages wait for the database: %r", away)
                await asyncio.sleep(RETRY_SECONDS)

    async def _read_one(self, account: Account) -> None:
        """What the database holds; a message that is not there was deleted, or has not got there yet."""
        letters = letters_of(self._world, account)
        async with (
            self._pool.acquire() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            rows = [letter_of(row) for row in await connection.fetch(MESSAGES, [account.id])]
            missing = letters.missing_from(each.id for each in rows)
            logs = [each.told_in for each in missing]
            written = await connection.fetch(WRITTEN, account.id, logs) if missing else []
        _take(letters, rows, {UUID(row["message"]) for row in written if row["message"]})


def _take(letters: Letters, rows: Iterable[Letter], written: set[UUID]) -> None:
    letters.take(rows, lambda each: each.id not in written)
