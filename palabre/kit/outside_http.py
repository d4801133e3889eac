"""The guarded way out: HTTP requests that can reach the public internet and nothing inside."""

import asyncio
import socket
import ssl
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpcore
import psutil

from palabre.kit.outside import (
    ANSWER_BYTES,
    AddressForbidden,
    Answer,
    AnswerTooLarge,
    Question,
    TooManyQuestions,
    TooSlow,
    Unreachable,
)
from palabre.kit.outside_guard import Address, Place, check_header, is_forbidden, place_of, read_address

CONNECTIONS = 1000
IDLE_SECONDS = 5.0
OPEN_QUESTIONS = 100
"""Of one asker: a company whose server hangs does not use up what all share."""
LOOK_UPS = 16
"""Name look-ups at once; the resolver blocks a thread each."""


class GuardedHttp:
    """Implements Outside: `async with GuardedHttp(allowed) as outside`.

    Every address that a name resolves to is checked, and the connection goes to one that was checked: a name
    that changes its address in between gains nothing. Redirects are not followed, proxies not used.
    `allowed` names hosts (`crm.lan`, `127.0.0.1:8080`) that may be inside; `own` is this machine's address
    outside, where it is behind a NAT.
    """

    def __init__(self, allowed: Iterable[str] = (), own: str | None = None) -> None:
        self._allowed = frozenset(each.lower() for each in allowed)
        self._own = own
        self._look_ups = ThreadPoolExecutor(LOOK_UPS, thread_name_prefix="dns")
        self._looking: dict[tuple[str, int], asyncio.Task[list[str]]] = {}
        self._open_questions = Counter[str]()
        self._pool: httpcore.AsyncConnectionPool | None = None

    async def __aenter__(self) -> "GuardedHttp":
        context = await asyncio.to_thread(httpcore.default_ssl_context)
        self._pool = self._open(context)
        return self

    def _open(self, context: ssl.SSLContext) -> httpcore.AsyncConnectionPool:
        return httpcore.AsyncConnectionPool(
            ssl_context=context,
            max_connections=CONNECTIONS,
            max_keepalive_connections=20,
            keepalive_expiry=IDLE_SECONDS,
            network_backend=_Checked(self),
        )

    async def __aexit__(self, *_: object) -> None:
        assert self._pool
        await self._pool.aclose()
        self._look_ups.shutdown(wait=False, cancel_futures=True)

    async def ask(self, question: Question) -> Answer:
        """Raises what Outside says, and HeaderWrong."""
        place = place_of(question.url)
        for name, value in question.headers:
            check_header(name, value)
        if question.asker and self._open_questions[question.asker] >= OPEN_QUESTIONS:
            raise TooManyQuestions(limit=OPEN_QUESTIONS)
        self._open_questions[question.asker] += 1
        try:
            async with asyncio.timeout(question.seconds):
                return await self._send(place, question)
        except TimeoutError:
            raise TooSlow(host=place.host, seconds=question.seconds) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, OSError) as trouble:
            raise Unreachable(host=place.host, reason=_reason(trouble)) from trouble
        finally:
            self._open_questions[question.asker] -= 1
            self._open_questions += Counter()  # forgets who has none open

    async def _send(self, place: Place, question: Question) -> Answer:
        assert self._pool, "the way out was not opened"
        content = None if question.body is None else question.body.encode(errors="replace")
        named = {name.lower() for name, _ in question.headers}
        usual = [("Host", place.name), ("User-Agent", "Palabre"), ("Accept", "application/json")]
        if content is not None:
            usual.append(("Content-Length", str(len(content))))
        given = [each for each in usual if each[0].lower() not in named] + list(question.headers)
        headers = [(name.encode(), value.strip().encode()) for name, value in given]
        url = httpcore.URL(
            scheme="https" if place.secure else "http", host=place.host, port=place.port, target=place.target
        )
        async with self._pool.stream(question.method, url, headers=headers, content=content) as answer:
            return Answer(answer.status, await _read(answer, place.host))

    async def addresses(self, host: str, port: int) -> list[str]:
        """Where a host may be connected to. Raises AddressForbidden when any of its addresses is inside.

        Who asks for the same name at the same time shares one look-up: a name server that hangs holds up one
        thread.
        """
        looking = self._looking.get((host, port))
        if looking is None:
            looking = self._looking[host, port] = asyncio.create_task(self._look_up(host, port))
            looking.add_done_callback(lambda done: self._looked_up((host, port), done))
        return await asyncio.shield(looking)

    def _looked_up(self, name: tuple[str, int], done: "asyncio.Task[list[str]]") -> None:
        del self._looking[name]
        if not done.cancelled():
            done.exception()  # those who asked may have gone meanwhile

    async def _look_up(self, host: str, port: int) -> list[str]:
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(
            self._look_ups, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        )
        texts = list(dict.fromkeys(str(each[4][0]) for each in found))
        if not {host, f"{host}:{port}"} & self._allowed:
            own = {str(each) for each in own_addresses()} | {self._own}
            if any(is_forbidden(read_address(each)) or each in own for each in texts):
                raise AddressForbidden(host=host)
        return texts


def own_addresses() -> set[Address]:
    """The addresses of this machine, public ones too: what listens on them may trust who comes from here."""
    families = (socket.AF_INET, socket.AF_INET6)
    cards = psutil.net_if_addrs().values()
    return {read_address(each.address) for card in cards for each in card if each.family in families}


def _reason(trouble: BaseException) -> str:
    """Short words for a fact: never the request itself."""
    return (str(trouble) or type(trouble).__name__)[:120]


async def _read(answer: httpcore.Response, host: str) -> bytes:
    body = bytearray()
    async for chunk in answer.aiter_stream():
        body += chunk
        if len(body) > ANSWER_BYTES:
            raise AnswerTooLarge(host=host, kilobytes=ANSWER_BYTES // 1024)
    return bytes(body)


class _Checked(httpcore.AsyncNetworkBackend):
    """Connects to the checked addresses of a host, one after the other."""

    def __init__(self, way: GuardedHttp) -> None:
        self._way = way
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        """The first address that takes the connection."""
        trouble: Exception = OSError("no address")
        for address in await self._way.addresses(host, port):
            try:
                return await self._network.connect_tcp(address, port)
            except httpcore.ConnectError as refusal:
                trouble = refusal
        raise trouble

    async def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        """Nothing outside is behind a socket file."""
        raise OSError("no socket files")

    async def sleep(self, seconds: float) -> None:
        """Between tries of the pool."""
        await asyncio.sleep(seconds)
