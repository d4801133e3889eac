"""Brings changes of the configuration to the calls: into memory, and to the switch."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from uuid import UUID, uuid4

import asyncpg

from palabre.calls.copier import RETRY_SECONDS
from palabre.calls.directory import Directory
from palabre.features.trunks.carriers import Carriers
from palabre.kit.bus import Bus, Message, Resync
from palabre.kit.errors import PalabreError
from palabre.kit.pool import AWAY, AWAY_TOO
from palabre.phone.engine.devices import Devices

log = logging.getLogger(__name__)
CHANGED, TAKEN = "config", "config_taken"
WITHIN_SECONDS = 20


class ConfigNews:
    """Reloads what changed, then makes the switch forget what it has cached of it."""

    def __init__(
        self,
        directory: Directory,
        carriers: Carriers,
        devices: Devices,
        pool: "asyncpg.Pool[asyncpg.Record]",
        changed: Sequence[Callable[[UUID], None]],
    ) -> None:
        self._directory = directory
        self._carriers = carriers
        self._devices = devices
        self._pool = pool
        self._changed = changed
        self._switched = asyncio.Event()

    def switched(self) -> None:
        """A switch has connected that knows nothing yet."""
        self._switched.set()

    async def run(self, bus: Bus) -> None:
        """Follow the news until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._tell_new_switches())
            with bus.listen(CHANGED) as news:
                async for message in news:
                    await self._take(message)
                    if isinstance(message, Message) and (asked := message.body.get("asked")):
                        await bus.publish(TAKEN, {"asked": asked})

    async def _take(self, message: Message | Resync) -> None:
        while True:
            try:
                await self._reload(message)
                return
            except (*AWAY, *AWAY_TOO) as away:
                log.warning("the change of configuration waits for the database: %r", away)
                await asyncio.sleep(RETRY_SECONDS)
            except PalabreError as trouble:
                log.warning("the switch was not told of a change: %s", trouble)
                return

    async def _reload(self, message: Message | Resync) -> None:
        if isinstance(message, Resync):
            await self._directory.load(self._pool)
            accounts = list(self._directory.accounts)
            await self._devices.console.expire_all()
        else:
            accounts = [UUID(message.body["account"])]
            await self._directory.load(self._pool, accounts)
            for endpoint in message.body.get("endpoints", ()):
                await self._devices.changed(endpoint)
        await self._carriers.update()
        for account in accounts:
            for tell in self._changed:
                tell(account)

    async def _tell_new_switches(self) -> None:
        while True:
            await self._switched.wait()
            self._switched.clear()
            self._carriers.forget()
            try:
                await self._carriers.update()
            except PalabreError as trouble:
                log.warning("the switch went away again: %s", trouble)


async def in_force(bus: Bus, account: UUID) -> None:
    """Wait until calls go by everything that was changed of an account before now. Raises TimeoutError."""
    asked = str(uuid4())
    with bus.listen(TAKEN) as taken:
        await anext(taken)
        await bus.publish(CHANGED, {"account": str(account), "asked": asked})
        async with asyncio.timeout(WITHIN_SECONDS):
            async for message in taken:
                if isinstance(message, Message) and message.body["asked"] == asked:
                    return
