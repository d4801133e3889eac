"""A WebSocket client without a task of its own: what arrives is told at once, what is sent goes together."""

import asyncio
from collections.abc import Callable
from typing import cast

from websockets.client import ClientProtocol
from websockets.frames import CloseCode, Frame, Opcode
from websockets.protocol import State
from websockets.uri import parse_uri


class WebSocket(asyncio.Protocol):
    """One connection. `heard` gets each message, `lost` is told the end; both are called in the loop.

    What is sent in one turn of the loop leaves in one packet: to be woken costs the other side more than
    a message.

    It stands on the part of `websockets` that knows the protocol (RFC 6455) and no sockets. The ready-made
    connection of that library costs a queue, a task switch and two contexts more for each message.
    """

    def __init__(self, uri: str, heard: Callable[[bytes], None], lost: Callable[[], None]) -> None:
        self._heard = heard
        self._lost = lost
        self._protocol = ClientProtocol(parse_uri(uri), max_size=None)
        self._parts: list[bytes] = []
        self._leaves_soon = False
        self._transport: asyncio.Transport | None = None
        self._opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def open(self, authorization: str) -> None:
        """Connect and shake hands. Raises OSError or InvalidHandshake."""
        where = self._protocol.uri
        await asyncio.get_running_loop().create_connection(lambda: self, where.host, where.port)
        request = self._protocol.connect()
        request.headers["Authorization"] = authorization
        self._protocol.send_request(request)
        self._flush()
        try:
            await self._opened
        except asyncio.CancelledError:
            self.close()
            raise

    def send(self, text: bytes) -> None:
        """One message; on a connection that has ended it goes nowhere."""
        if self._protocol.state is not State.OPEN:
            return
        self._protocol.send_text(text)
        if not self._leaves_soon:
            self._leaves_soon = True
            asyncio.get_running_loop().call_soon(self._flush)

    def close(self) -> None:
        """Leave."""
        if self._transport is None:
            return
        if self._protocol.state is State.OPEN:
            self._protocol.send_close(CloseCode.NORMAL_CLOSURE)
            self._flush()
        self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """For asyncio."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """For asyncio."""
        self._protocol.receive_data(data)
        for event in self._protocol.events_received():
            if isinstance(event, Frame):
                self._take(event)
            elif self._protocol.handshake_exc is None:
                self._opened.set_result(None)
        self._flush()

    def connection_lost(self, trouble: Exception | None) -> None:
        """For asyncio."""
        self._protocol.receive_eof()
        if not self._opened.done():
            closed = ConnectionResetError("closed during the handshake")
            self._opened.set_exception(self._protocol.handshake_exc or trouble or closed)
        self._lost()

    def _take(self, frame: Frame) -> None:
        """Put the frames of one message together (RFC 6455 5.4); control frames answer themselves."""
        if frame.opcode not in (Opcode.TEXT, Opcode.CONT):
            return
        if frame.fin and not self._parts:
            self._heard(bytes(frame.data))
            return
        self._parts.append(bytes(frame.data))
        if frame.fin:
            whole, self._parts = b"".join(self._parts), []
            self._heard(whole)

    def _flush(self) -> None:
        assert self._transport
        self._leaves_soon = False
        sent = self._protocol.data_to_send()
        if data := b"".join(sent):
            self._transport.write(data)
        if b"" in sent:  # so the library says that the connection is over
            self._transport.close()
