"""The way out reaches the public internet and nothing inside, however the inside is written."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palabre.kit.errors import PalabreError
from palabre.kit.outside import (
    AddressForbidden,
    AnswerTooLarge,
    HeaderWrong,
    Question,
    TooManyQuestions,
    TooSlow,
    Unreachable,
    UrlWrong,
)
from palabre.kit.outside_guard import check_header, is_forbidden, place_of
from palabre.kit.outside_http import OPEN_QUESTIONS, GuardedHttp, own_addresses

INSIDE = [
    IPv4Network(each)
    for each in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/29", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4"),
    )
]
INSIDE_6 = [
    IPv6Network(each)
    for each in ("::1/128", "::/128", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "2001::/32")
]
inside = st.sampled_from(INSIDE).flatmap(lambda net: st.ip_addresses(v=4, network=net))
inside_6 = st.sampled_from(INSIDE_6).flatmap(lambda net: st.ip_addresses(v=6, network=net))
public = st.ip_addresses(v=4).filter(lambda each: each.is_global and not each.is_multicast)
WRITTEN: list[Callable[[IPv4Address], str]] = [
    str,
    lambda each: str(int(each)),
    lambda each: hex(int(each)),
    lambda each: oct(int(each)).replace("0o", "0"),
    lambda each: ".".join(hex(byte) for byte in each.packed),
    lambda each: f"{each.packed[0]}.{int(each) & 0xFFFFFF}",
    lambda each: f"{each.packed[0]}.{each.packed[1]}.{int(each) & 0xFFFF}",
    lambda each: f"[::ffff:{each}]",
    lambda each: f"[64:ff9b::{each}]",
    lambda each: f"[::{each}]",
    lambda each: f"[{IPv6Address(0x2002 << 112 | int(each) << 80)}]",
]


@given(inside, st.sampled_from(WRITTEN))
def test_no_inside_address_is_let_through_however_it_is_written(
    address: IPv4Address, written: Callable[[IPv4Address], str]
) -> None:
    place = place_of(f"http://{written(address)}/x")
    with pytest.raises(AddressForbidden):
        asyncio.run(GuardedHttp().addresses(place.host, place.port))


@given(inside_6)
def test_no_inside_address_of_ipv6_is_let_through(address: IPv6Address) -> None:
    assert is_forbidden(address)


@given(public)
def test_public_addresses_are_let_through(address: IPv4Address) -> None:
    assert not is_forbidden(address)
    assert not is_forbidden(IPv6Address((0x64FF9B << 96) | int(address)))


def test_this_machines_own_addresses_are_among_the_refused() -> None:
    assert IPv4Address("127.0.0.1") in own_addresses()


@pytest.mark.parametrize(
    "url",
    [
        *("", "x", "ftp://a.test/", "file:///etc/passwd", "http://", "http:///x", "http://a b/"),
        *("http://a@b.test/", "http://a:b@c.test/", "http://a.test:0/", "http://a.test:99999/"),
        *("http://[::1", "http://a.test\x00/", "http://" + "a" * 300, "http://-/", "gopher://127.0.0.1"),
    ],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(UrlWrong):
        place_of(url)


@given(st.text())
def test_a_target_never_breaks_the_request_line(text: str) -> None:
    try:
        target = place_of(f"http://a.test/{text}").target
    except UrlWrong:
        return
    assert target.isascii() and target.isprintable() and " " not in target


@pytest.mark.parametrize("name", ["Host", "content-length", "Proxy-Authorization", "a b", "", "a\r\nb", "é"])
def test_headers_of_the_connection_are_not_ours_to_give(name: str) -> None:
    with pytest.raises(HeaderWrong):
        check_header(name, "x")


@given(st.text(), st.sampled_from("\r\n\0\x1b\x7f"), st.text())
def test_no_value_begins_another_header(before: str, control: str, after: str) -> None:
    with pytest.raises(HeaderWrong):
        check_header("X-Name", before + control + after)


def test_a_name_with_accents_may_stand_in_a_header() -> None:
    check_header("X-Name", "Awa Koné")


Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def server(talk: Talk) -> AsyncIterator[int]:
    """A web server of a few lines; its port."""
    talking: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.CancelledError, asyncio.IncompleteReadError):
            await talk(reader, writer)
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talking.add(asyncio.create_task(serve(reader, writer)))

    running = await asyncio.start_server(begin, "127.0.0.1", 0)
    try:
        yield running.sockets[0].getsockname()[1]
    finally:
        running.close()
        for each in talking:
            each.cancel()
        await asyncio.gather(*talking)


def says(answer: bytes) -> Talk:
    """A server that reads a request and says something."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()

    return talk


async def test_an_allowed_host_is_asked_with_what_belongs_into_a_request() -> None:
    heard = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"{}"))
        writer.write(b"HTTP/1.1 201 Made\r\nContent-Length: 2\r\n\r\nok")
        await writer.drain()

    async with server(talk) as port, GuardedHttp(["127.0.0.1"]) as outside:
        headers = (("X-Key", "k"), ("X-Name", " Awa Koné "))
        question = Question("POST", f"http://127.0.0.1:{port}/a?b=é c", headers, "{}")
        answer = await outside.ask(question)
    assert (answer.status, answer.body) == (201, b"ok")
    assert heard[0].startswith(b"POST /a?b=%C3%A9%20c HTTP/1.1\r\n")
    assert f"Host: 127.0.0.1:{port}\r\n".encode() in heard[0] and b"X-Key: k\r\n" in heard[0]
    assert "X-Name: Awa Koné\r\n".encode() in heard[0]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0", "[::1]", "2130706433", "0x7f.1"])
async def test_a_server_inside_is_never_connected_to(host: str) -> None:
    reached = []

    async def talk(_: asyncio.StreamReader, __: asyncio.StreamWriter) -> None:
        reached.append(True)

    async with server(talk) as port, GuardedHttp([f"127.0.0.1:{port + 1}"]) as outside:
        with pytest.raises(AddressForbidden):
            await outside.ask(Question("GET", f"http://{host}:{port}/"))
    assert reached == []


async def test_a_name_that_changes_its_address_after_the_check_gains_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The address that was checked is the one connected to: a second look-up never happens."""
    asked = []

    def look_up(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        number = "203.0.113.9" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    async with (
        server(says(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) as port,
        GuardedHttp() as outside,
    ):
        with pytest.raises(PalabreError):
            await outside.ask(Question("GET", f"http://rebinding.test:{port}/", seconds=0.3))
    assert asked == ["rebinding.test"]


async def test_a_redirect_is_an_answer_and_is_not_followed() -> None:
    moved = b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n"
    async with server(says(moved)) as port, GuardedHttp(["127.0.0.1"]) as outside:
        answer = await outside.ask(Question("GET", f"http://127.0.0.1:{port}/"))
    assert answer.status == 302


async def endless(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b"x" * 65536)
        await writer.drain()


async def dripping(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.02)


@pytest.mark.parametrize(
    ("talk", "refusal"),
    [
        (endless, AnswerTooLarge),
        (dripping, TooSlow),
        (says(b"SSH-2.0-OpenSSH\r\n"), Unreachable),
        (says(b""), Unreachable),
        (says(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncut"), Unreachable),
    ],
    ids=["endless", "dripping", "another protocol", "silence", "cut off"],
)
async def test_a_server_that_misbehaves_is_a_coded_error(talk: Talk, refusal: type[PalabreError]) -> None:
    async with server(talk) as port, GuardedHttp(["127.0.0.1"]) as outside:
        with pytest.raises(refusal):
            await outside.ask(Question("GET", f"http://127.0.0.1:{port}/", seconds=0.5))


async def test_a_company_whose_server_hangs_leaves_room_for_others() -> None:
    async with server(dripping) as port, GuardedHttp(["127.0.0.1"]) as outside:
        url = f"http://127.0.0.1:{port}/"
        waiting = [
            asyncio.create_task(outside.ask(Question("GET", url, seconds=20, asker="acme")))
            for _ in range(OPEN_QUESTIONS)
        ]
        await asyncio.sleep(0)
        with pytest.raises(TooManyQuestions):
            await outside.ask(Question("GET", url, asker="acme"))
        with pytest.raises(TooSlow):
            await outside.ask(Question("GET", url, seconds=0.2, asker="beta"))
        for each in waiting:
            each.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        with pytest.raises(TooSlow):
            await outside.ask(Question("GET", url, seconds=0.2, asker="acme"))


async def test_a_name_server_that_hangs_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, hangs = [], threading.Event()

    def look_up(host: str, *_: object, **__: object) -> list[object]:
        asked.append(host)
        hangs.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    async with GuardedHttp() as outside:
        question = Question("GET", "http://slow.test/", seconds=0.2)
        several = await asyncio.gather(*(outside.ask(question) for _ in range(30)), return_exceptions=True)
        hangs.set()
    assert {type(each) for each in several} == {TooSlow}
    assert asked == ["slow.test"]


async def test_nobody_listens_and_nobody_is_called_so() -> None:
    async with GuardedHttp(["127.0.0.1:9", "nobody.invalid"]) as outside:
        for url in ("http://127.0.0.1:9/", "http://nobody.invalid/"):
            with pytest.raises((Unreachable, TooSlow)):
                await outside.ask(Question("GET", url, seconds=2))
