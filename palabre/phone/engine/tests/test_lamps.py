"""The message-waiting lamps of real phones (RFC 3842), told without being asked, and to those that ask."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from palabre.phone.asterisk import Asterisk
from palabre.phone.engine import Switch, SwitchSettings
from palabre.phone.engine.tests.sip import Phone, header
from palabre.phone.engine.tests.tables import Tables

pytestmark = pytest.mark.asyncio(loop_scope="module")
ACME = "acme.example"
PhoneAt = Callable[..., Awaitable[Phone]]


@pytest_asyncio.fixture(loop_scope="module")
async def calls(switch: Switch, settings: SwitchSettings, tmp_path: Path) -> AsyncIterator[Asterisk]:
    """Our side of the switch."""
    asterisk = Asterisk.at(settings.http_port, settings.password_file.read_text(), tmp_path, tmp_path)
    events = asterisk.events()
    await anext(events)
    yield asterisk
    await events.aclose()  # type: ignore[attr-defined]


async def shows(phone: Phone, counts: str) -> None:
    """Until a NOTIFY says so of new and old messages; the first one of a registration knows of none."""
    while True:
        told = await phone.heard(5)
        assert told.startswith("NOTIFY"), told
        copied = "".join(
            f"{name}: {header(told, name)}\r\n" for name in ("Via", "From", "To", "Call-ID", "CSeq")
        )
        phone.send(f"SIP/2.0 200 OK\r\n{copied}Content-Length: 0\r\n\r\n")
        if header(told, "Voice-Message") == f"{counts} (0/0)":
            return


async def test_a_lamp_goes_on_and_out(calls: Asterisk, phone_at: PhoneAt, tables: Tables) -> None:
    endpoint = await tables.add("301", ACME, "secret-of-301-acme")
    phone = await phone_at()
    assert await phone.register("301", ACME, "secret-of-301-acme") == 200
    await calls.light(endpoint, 3, 1)
    await shows(phone, "3/1")
    await calls.light(endpoint, 0, 4)
    await shows(phone, "0/4")


async def test_a_phone_that_registers_later_is_told_at_once(
    calls: Asterisk, phone_at: PhoneAt, tables: Tables
) -> None:
    endpoint = await tables.add("302", ACME, "secret-of-302-acme")
    await calls.light(endpoint, 2, 0)
    phone = await phone_at()
    assert await phone.register("302", ACME, "secret-of-302-acme") == 200
    await shows(phone, "2/0")


async def test_a_lamp_concerns_one_phone_only(calls: Asterisk, phone_at: PhoneAt, tables: Tables) -> None:
    await tables.add("303", ACME, "secret-of-303-acme")
    endpoint = await tables.add("303", "beta.example", "secret-of-303-beta")
    other, phone = await phone_at(), await phone_at()
    assert await other.register("303", ACME, "secret-of-303-acme") == 200
    assert await phone.register("303", "beta.example", "secret-of-303-beta") == 200
    await calls.light(endpoint, 1, 0)
    await shows(phone, "1/0")
    while not other.inbox.empty():
        assert header(await other.heard(), "Voice-Message") == "0/0 (0/0)"


async def test_a_phone_asks_for_the_messages_at_its_own_address(
    calls: Asterisk, phone_at: PhoneAt, tables: Tables
) -> None:
    endpoint = await tables.add("304", ACME, "secret-of-304-acme")
    await calls.light(endpoint, 2, 1)
    phone = await phone_at()
    assert await phone.register("304", ACME, "secret-of-304-acme") == 200
    phone.asks_for = "304"
    assert await phone.subscribe("304", ACME, "secret-of-304-acme") == 200
    await shows(phone, "2/1")
    await calls.light(endpoint, 0, 3)
    await shows(phone, "0/3")


@pytest.mark.parametrize("asks_for", ["305", "305%40acme.example", "305%40beta.example", "777"])
async def test_nobody_asks_for_the_messages_of_others(
    calls: Asterisk, phone_at: PhoneAt, tables: Tables, asks_for: str
) -> None:
    await calls.light(await tables.add("305", ACME, "secret-of-305-acme"), 2, 1)
    await tables.add("306", "beta.example", "secret-of-306-beta")
    phone = await phone_at()
    phone.asks_for = asks_for
    assert await phone.subscribe("306", "beta.example", "secret-of-306-beta") == 404
