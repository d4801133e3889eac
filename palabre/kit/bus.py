"""Short messages between our processes, over PostgreSQL's LISTEN and NOTIFY."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import asyncpg
import msgspec

from palabre.kit.database_address import Address

_log = logging.getLogger(__name__)
_PAYLOAD_LIMIT = 7999  # bytes, of NOTIFY
_GATHER_SECONDS = 0.05
_LISTENER_LIMIT = 1000
_WAITING_LIMIT = 10_000
_PING_SECONDS = 30

Body = Mapping[str, Any]
Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


@dataclass(frozen=True)
class Message:
    """Something that was published on a channel."""

    channel: str
    body: dict[str, Any]


@dataclass(frozen=True)
class Resync:
    """Messages may have been missed: read the state afresh."""


class Listening:
    """What one listener has not read yet; when it reads too slowly it is told to `Resync`."""

    def __init__(self) -> None:
        self._waiting: asyncio.Queue[Message | Resync] = asyncio.Queue(_LISTENER_LIMIT)

    def put(self, message: Message | Resync) -> None:
        """Add one message; a full or outdated inbox is replaced by one `Resync`."""
        if isinstance(message, Resync) or self._waiting.full():
            while not self._waiting.empty():
                self._waiting.get_nowait()
            message = Resync()
        self._waiting.put_nowait(message)

    def __aiter__(self) -> AsyncIterator[Message | Resync]:
        return self

    async def __anext__(self) -> Message | Resync:
        return await self._waiting.get()


class Bus:
    """A bus inside one process: what is published reaches every listener of the channel."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[Listening]] = defaultdict(set)

    @contextmanager
    def listen(self, *channels: str) -> Iterator[Listening]:
        """Hear some channels: `with bus.listen("config") as news: async for message in news`.

        The first thing heard is always `Resync`: from then on nothing is missed, so read the state then.
        """
        listening = Listening()
        for each in channels:
            self._listeners[each].add(listening)
        self._hear(channels, listening)
        try:
            yield listening
        finally:
            for each in channels:
                self._listeners[each].discard(listening)

    async def publish(self, channel: str, body: Body) -> None:
        """Send one small JSON object (under 7,900 bytes) to the channel's listeners in all processes."""
        self._deliver(channel, dict(body))

    def _hear(self, channels: tuple[str, ...], listening: Listening) -> None:
        """Tell a new listener to `Resync` as soon as it is sure to miss nothing more."""
        listening.put(Resync())

    def _deliver(self, channel: str, body: dict[str, Any]) -> None:
        for listener in tuple(self._listeners[channel]):
            listener.put(Message(channel, body))


class PostgresBus(Bus):
    """The bus between processes: `async with PostgresBus(address) as bus`. Reconnects by itself.

    What is published within 50 ms travels as one NOTIFY per channel; what was published while the database
    was away is sent when it is back, after every listener was told to `Resync`.
    """

    def __init__(self, address: Address) -> None:
        super().__init__()
        self._address = address
        self._waiting: dict[str, list[bytes]] = defaultdict(list)
        self._heard: set[str] = set()
        self._work = asyncio.Event()
        self._running: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "PostgresBus":
        self._running = asyncio.create_task(self._run())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._running
        self._running.cancel()
        with suppress(asyncio.CancelledError):
            await self._running

    async def publish(self, channel: str, body: Body) -> None:
        """Send one small JSON object (under 7,900 bytes) to the channel's listeners in all processes."""
        encoded = msgspec.json.encode(body)
        if len(encoded) > _PAYLOAD_LIMIT - 2:
            raise ValueError(f"{len(encoded)} bytes are too many for one message on {channel}")
        waiting = self._waiting[channel]
        if len(waiting) >= _WAITING_LIMIT:  # away for long: whoever comes back reads the state afresh anyway
            waiting.clear()
        waiting.append(encoded)
        self._work.set()

    def _hear(self, channels: tuple[str, ...], listening: Listening) -> None:
        if self._heard.issuperset(channels):
            listening.put(Resync())
        else:
            self._work.set()

    async def _run(self) -> None:
        pause = 0.05
        while True:
            try:
                connection = await asyncpg.connect(**self._address.role("palabre_app"), command_timeout=10)
                pause = 0.05
                try:
                    await self._work_on(connection)
                finally:
                    connection.terminate()
            except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as trouble:
                _log.warning("the bus is away: %r", trouble)
            except Exception:  # a process without a bus would go on with what it knew, unnoticed
                _log.exception("the bus failed; it connects again")
            self._heard.clear()
            await asyncio.sleep(pause)
            pause = min(pause * 2, 1.0)

    async def _work_on(self, connection: Connection) -> None:
        connection.add_termination_listener(lambda _: self._work.set())
        while True:
            self._work.clear()
            if connection.is_closed():
                raise ConnectionResetError("the connection ended")
            await self._listen_to_new(connection)
            await self._send_waiting(connection)
            await asyncio.sleep(_GATHER_SECONDS)
            try:
                async with asyncio.timeout(_PING_SECONDS):
                    await self._work.wait()
            except TimeoutError:
                await connection.execute("select 1")

    async def _listen_to_new(self, connection: Connection) -> None:
        new = self._listeners.keys() - self._heard
        for channel in new:
            await connection.add_listener(channel, self._receive)
        self._heard |= new
        for listener in {each for channel in new for each in self._listeners[channel]}:
            listener.put(Resync())

    async def _send_waiting(self, connection: Connection) -> None:
        for channel, waiting in list(self._waiting.items()):  # others publish meanwhile
            while waiting:
                count, payload = _bundle(waiting)
                await connection.execute("select pg_notify($1, $2)", channel, payload.decode())
                del waiting[:count]

    def _receive(self, _: object, __: int, channel: str, payload: object) -> None:
        for body in msgspec.json.decode(str(payload)):
            self._deliver(channel, body)


class Writer(Protocol):
    """A raw connection in a transaction."""

    async def execute(self, query: str, *values: Any) -> Any:
        """Run a statement."""
        ...


async def publish_with(writer: Writer, channel: str, body: Body) -> None:
    """Send one small JSON object that is heard when the writer's transaction is committed, and only then."""
    await writer.execute("select pg_notify($1, $2)", channel, msgspec.json.encode([body]).decode())


def _bundle(waiting: list[bytes]) -> tuple[int, bytes]:
    """As many of the waiting objects as fit into one NOTIFY, as a JSON array, and how many they are."""
    size = count = 0
    for each in waiting:
        size += len(each) + 1
        if size > _PAYLOAD_LIMIT - 1:
            break
        count += 1
    return count, b"[" + b",".join(waiting[:count]) + b"]"
