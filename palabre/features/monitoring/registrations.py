"""Which phones are registered, kept in a table for whoever looks."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

import asyncpg

from palabre.calls.copier import RETRY_SECONDS
from palabre.calls.directory import Directory
from palabre.features import extensions
from palabre.kit.pool import AWAY, AWAY_TOO
from palabre.phone.events import PhoneLost, PhoneSeen, SwitchUp

log = logging.getLogger(__name__)
SEEN = """
    insert into registrations (account_id, device_id, address, user_agent, since)
    values ($1, $2, $3, '', now())
    on conflict (device_id) do update set address = case when excluded.address = ''
        then registrations.address else excluded.address end
"""
LOST = "delete from registrations where device_id = $1 and address = $2"
OTHERS = "delete from registrations where device_id <> all($1::uuid[])"
News = PhoneSeen | PhoneLost | SwitchUp
List = Callable[[], Awaitable[Sequence[PhoneSeen]]]


class Registrations:
    """Follows the switch's news of registrations; after a gap it asks for all of them."""

    def __init__(self, directory: Directory, pool: "asyncpg.Pool[asyncpg.Record]", listed: List) -> None:
        self._directory = directory
        self._pool = pool
        self._listed = listed
        self._news: asyncio.Queue[News] = asyncio.Queue()
        self.take = self._news.put_nowait

    async def run(self) -> None:
        """Write until cancelled; an absent database is waited for."""
        while True:
            news = await self._news.get()
            while True:
                try:
                    await self._write(news)
                    break
                except (*AWAY, *AWAY_TOO) as away:
                    log.warning("registrations wait for the database: %r", away)
                    await asyncio.sleep(RETRY_SECONDS)

    async def _write(self, news: News) -> None:
        match news:
            case SwitchUp():
                seen = await self._listed()
                for each in seen:
                    await self._write(each)
                devices = [found[1] for each in seen if (found := self._device(each.endpoint))]
                await self._pool.execute(OTHERS, devices)
            case PhoneSeen(endpoint, address) if found := self._device(endpoint):
                await self._pool.execute(SEEN, *found, address)
            case PhoneLost(endpoint, address) if found := self._device(endpoint):
                await self._pool.execute(LOST, found[1], address)

    def _device(self, endpoint: str) -> tuple[UUID, UUID] | None:
        """The account and the device behind a SIP identity."""
        known = self._directory.who(endpoint)
        if known is None:
            return None
        device = known.account.part(extensions.Extensions).devices.get(endpoint)
        return (known.account.id, device) if device else None
