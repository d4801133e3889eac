"""One WebSocket to the switch: its events come in, our requests go out, and JSON ends here."""

import asyncio
import base64
import itertools
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from palabre.phone.ari_messages import Message
from palabre.phone.port import Gone, SwitchLost, SwitchRefused

log = logging.getLogger(__name__)
APP = "palabre"
PHONES_APP = "palabre-phones"
"""Hears of registrations only: subscribing APP to endpoints would bring every event of a call twice."""
RETRY_SECONDS = 0.25
CHANNEL_GONE = "Channel not found"


@dataclass(frozen=True)
class Address:
    """Where the switch listens, on loopback, and the password it asks for."""

    port: int
    password: str

    @property
    def uri(self) -> str:
        """The WebSocket's address."""
        return f"ws://127.0.0.1:{self.port}/ari/events?app={APP},{PHONES_APP}"

    @property
    def authorization(self) -> str:
        """The value of the HTTP header."""
        return "Basic " + base64.b64encode(f"{APP}:{self.password}".encode()).decode()


class AriSocket:
    """Requests by `ask`, events by `messages`; reconnects for ever."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._connection: ClientConnection | None = None
        self._waiting: dict[str, asyncio.Future[Message]] = {}
        self._ids = itertools.count(1)
        self._read = msgspec.json.Decoder(Message).decode
        self._write = msgspec.json.Encoder().encode

    async def connections(self) -> AsyncIterator[asyncio.Queue[Message | None]]:
        """Each connection in turn, as the queue of its events; None ends it."""
        while True:
            try:
                async with connect(
                    self._address.uri,
                    additional_headers={"Authorization": self._address.authorization},
                    compression=None,
                    max_size=None,
                    max_queue=None,
                    ping_interval=None,
                ) as connection:
                    self._connection = connection
                    events: asyncio.Queue[Message | None] = asyncio.Queue()
                    reading = asyncio.create_task(self._sort(connection, events))
                    try:
                        yield events
                    finally:
                        reading.cancel()
            except (OSError, InvalidHandshake, ConnectionClosed, TimeoutError):
                log.debug("the switch is not there yet")
            finally:
                self._forget()
            await asyncio.sleep(RETRY_SECONDS)

    async def _sort(self, connection: ClientConnection, events: asyncio.Queue[Message | None]) -> None:
        """Events go to the queue in order; answers go straight to whoever asked."""
        try:
            async for text in connection:
                message = self._read(text)
                if message.type == "RESTResponse":
                    self._resolve(message)
                else:
                    events.put_nowait(message)
        except ConnectionClosed:
            log.warning("the connection to the switch is lost")
        finally:
            self._forget()
            events.put_nowait(None)

    def _resolve(self, message: Message) -> None:
        future = self._waiting.pop(message.request_id, None)
        if future is not None and not future.done():
            future.set_result(message)

    def _forget(self) -> None:
        self._connection = None
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(SwitchLost())
        self._waiting.clear()

    async def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> str:
        """Send one request and return the answer's body; Gone, SwitchLost or SwitchRefused otherwise."""
        if self._connection is None:
            raise SwitchLost()
        request = {"type": "RESTRequest", "request_id": str(next(self._ids)), "method": method, "uri": path}
        if body:
            request |= {"content_type": "application/json", "message_body": self._write(body).decode()}
        future: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._waiting[request["request_id"]] = future
        try:
            await self._connection.send(self._write(request).decode())
        except ConnectionClosed as closed:
            self._waiting.pop(request["request_id"], None)
            raise SwitchLost() from closed
        answer = await future
        if answer.status_code < 300:
            return answer.message_body
        if answer.status_code == 404 or CHANNEL_GONE in answer.message_body:
            raise Gone()
        raise SwitchRefused(reason=f"{method} {path}: {answer.status_code} {answer.message_body}")


def segment(text: str) -> str:
    """A piece of a path, so that no id can break out of it."""
    return quote(text, safe="")
