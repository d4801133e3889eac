"""A WebSocket without a task of its own: what arrives is told at once, what is sent leaves at once."""

from collections.abc import Callable

from picows import WSCloseCode, WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

MOST_BYTES = 256 * 1024 * 1024
"""A list of all channels comes as one message."""


class WebSocket(WSListener):
    """One connection. `heard` gets each message, `lost` is told the end; both are called in the loop."""

    def __init__(self, uri: str, heard: Callable[[bytes], None], lost: Callable[[], None]) -> None:
        self._uri = uri
        self._heard = heard
        self._lost = lost
        self._parts: list[bytes] = []
        self._transport: WSTransport | None = None

    async def open(self, authorization: str) -> None:
        """Connect and shake hands. Raises OSError or WSError."""
        self._transport, _ = await ws_connect(
            lambda: self, self._uri, extra_headers={"Authorization": authorization}, max_frame_size=MOST_BYTES
        )

    def send(self, text: bytes) -> None:
        """One message; on a connection that has ended it goes nowhere."""
        if self._transport is not None and not self._transport.is_disconnected:
            self._transport.send(WSMsgType.TEXT, text)

    def close(self) -> None:
        """Leave."""
        if self._transport is not None and not self._transport.is_disconnected:
            self._transport.send_close(WSCloseCode.OK)
            self._transport.disconnect()

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """For picows: put the frames of one message together (RFC 6455 5.4)."""
        if frame.msg_type not in (WSMsgType.TEXT, WSMsgType.CONTINUATION):
            return
        if frame.fin and not self._parts:
            self._heard(frame.get_payload_as_bytes())
            return
        self._parts.append(frame.get_payload_as_bytes())
        if frame.fin:
            whole, self._parts = b"".join(self._parts), []
            self._heard(whole)

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        """For picows."""
        self._lost()
