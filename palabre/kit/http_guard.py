"""What every answer and every request must respect, whatever the route."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from palabre.kit.errors import PalabreError
from palabre.kit.http import told

BODY_BYTES = 1_000_000
UPLOAD_BYTES = 21_000_000
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    ),
}


class BodyTooLarge(PalabreError):
    """More bytes than any input of the API needs."""

    code, status = "body_too_large", 413
    fr = "La requête est trop lourde : {megabytes:g} Mo au plus."
    en = "The request is too large: {megabytes:g} MB at most."


class Guard:
    """Bounds the body of requests and adds the headers that browsers obey."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        upload = headers.get("content-type", "").startswith("multipart/form-data")
        limit = UPLOAD_BYTES if upload else BODY_BYTES
        too_large = BodyTooLarge(megabytes=limit / 1e6)
        received = 0

        async def bounded() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise too_large
            return message

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        length = headers.get("content-length", "0")
        if length.isdigit() and int(length) > limit:
            await told(Request(scope), too_large)(scope, receive, guarded)
            return
        await self._app(scope, bounded, guarded)
