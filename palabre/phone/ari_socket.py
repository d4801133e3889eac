"""One WebSocket to the switch: its events come in, our requests go out, and JSON ends here."""

import asyncio
import base64
import itertools
import logging
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import msgspec
from websockets.exceptions import InvalidHandshake

from palabre.kit.inbox import Inbox
from palabre.phone.ari_messages import Message
from palabre.phone.port import Gone, SwitchLost, SwitchRefused
from palabre.phone.websocket import WebSocket

log = logging.getLogger(__name__)
APP = "palabre"
RETRY_SECONDS = 0.25
CHANNEL_GONE = "Channel not found"
PLAIN = re.compile(r"[\w.~-]+", re.ASCII).fullmatch
"""What a path may hold as it is (RFC 3986 2.3): nearly all ids."""

Events = Inbox[Message | None]
Body = dict[str, Any] | None


@dataclass(frozen=True)
class Address:
    """Where the switch listens, on loopback, and the password it asks for."""

    port: int
    password: str

    @property
    def uri(self) -> str:
        """The WebSocket's address; all channels and phones are heard of, and of each event once.

        Subscriptions to phones beside those to calls would have every event of a call made twice.
        """
        return f"ws://127.0.0.1:{self.port}/ari/events?app={APP}&subscribeAll=true"

    @property
    def authorization(self) -> str:
        """The value of the HTTP header."""
        return "Basic " + base64.b64encode(f"{APP}:{self.password}".encode()).decode()


class AriSocket:
    """Requests by `ask`, events by `connections`; reconnects for ever."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._connection: WebSocket | None = None
        self._events: Events = Inbox()
        self._waiting: dict[str, asyncio.Future[Message | None]] = {}
        self._ids = itertools.count(1)
        self._read = msgspec.json.Decoder(Message).decode
        self._write = msgspec.json.Encoder().encode

    async def connections(self) -> AsyncIterator[Events]:
        """Each connection in turn, as the queue of its events; None ends it."""
        while True:
            self._events = Inbox()
            connection = WebSocket(self._address.uri, self._hear, self._lose)
            try:
                await connection.open(self._address.authorization)
                self._connection = connection
                yield self._events
            except (OSError, InvalidHandshake):
                log.debug("the switch is not there yet")
            finally:
                connection.close()
                self._forget()
            await asyncio.sleep(RETRY_SECONDS)

    def _hear(self, text: bytes) -> None:
        """Events go to the queue in order; answers go straight to whoever asked."""
        message = self._read(text)
        if message.type == "RESTResponse":
            future = self._waiting.pop(message.request_id, None)
            if future is not None and not future.done():
                future.set_result(message)
        else:
            self._events.put_nowait(message)

    def _lose(self) -> None:
        if self._connection is not None:
            log.warning("the connection to the switch is lost")
        self._forget()
        self._events.put_nowait(None)

    def _forget(self) -> None:
        self._connection = None
        for future in self._waiting.values():
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def ask(self, method: str, path: str, body: Body = None) -> str:
        """Send one request and return the answer's body; Gone, SwitchLost or SwitchRefused otherwise."""
        return _body(await self._send(method, path, body), f"{method} {path}")

    async def ask_in_turn(self, *requests: tuple[str, str, Body]) -> None:
        """Send requests that belong together without waiting in between: the switch keeps their order."""
        sent = [self._send(*each) for each in requests]
        for answer, (method, path, _) in zip(sent, requests, strict=True):
            _body(await answer, f"{method} {path}")

    def _send(self, method: str, path: str, body: Body) -> asyncio.Future[Message | None]:
        if self._connection is None:
            raise SwitchLost()
        name = str(next(self._ids))
        request = {"type": "RESTRequest", "request_id": name, "method": method, "uri": path}
        if body:
            request["content_type"] = "application/json"
            request["message_body"] = self._write(body).decode()
        future: asyncio.Future[Message | None] = asyncio.get_running_loop().create_future()
        self._waiting[name] = future
        self._connection.send(self._write(request))
        return future


def _body(answer: Message | None, asked: str) -> str:
    if answer is None:
        raise SwitchLost()
    if answer.status_code < 300:
        return answer.message_body
    if answer.status_code == 404 or CHANNEL_GONE in answer.message_body:
        raise Gone()
    raise SwitchRefused(reason=f"{asked}: {answer.status_code} {answer.message_body}")


def segment(text: str) -> str:
    """A piece of a path, so that no id can break out of it."""
    return text if PLAIN(text) else quote(text, safe="")
