"""The real switch, as phones, strangers and its own supervisor live through it."""

import asyncio
import os
import re
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from palabre.kit.clock import clock
from palabre.phone.bundle import Engine
from palabre.phone.engine import PortTaken, Switch, SwitchDoesNotStart, SwitchSettings
from palabre.phone.engine.tests.devices import Devices
from palabre.phone.engine.tests.sip import Phone, over_stream, status

pytestmark = pytest.mark.asyncio(loop_scope="module")
ACME = "acme.example"
PhoneAt = Callable[..., Awaitable[Phone]]


async def eventually(true: Callable[[], Awaitable[bool]], within: float = 5.0) -> None:
    """Wait until something that has been caused is seen."""
    for _ in range(int(within / 0.02)):
        if await true():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("never seen")


async def test_it_starts_without_a_word_of_trouble(switch: Switch, settings: SwitchSettings) -> None:
    told = settings.log_file.read_text()
    assert "ERROR" not in told
    assert "WARNING" not in told
    assert "Palabre" not in await switch.console.run("core show version")


async def test_a_device_in_the_database_registers_without_a_reload(
    switch: Switch, phone_at: PhoneAt, devices: Devices
) -> None:
    await devices.add("101", ACME, "secret-of-101-acme")
    phone = await phone_at()
    assert await phone.register("101", ACME, "secret-of-101-acme") == 200


async def test_the_same_short_number_in_two_accounts_is_two_devices(
    switch: Switch, phone_at: PhoneAt, devices: Devices
) -> None:
    await devices.add("102", ACME, "secret-of-acme")
    await devices.add("102", "beta.example", "secret-of-beta")
    phone = await phone_at()
    assert await phone.register("102", ACME, "secret-of-beta") == 401
    phone = await phone_at()
    assert await phone.register("102", "beta.example", "secret-of-beta") == 200


def same(answer: str, user: str, domain: str) -> str:
    """An answer without what differs from message to message."""
    told = answer.replace(f"{user}@{domain}", "USER").replace(domain, "DOMAIN")
    return re.sub(
        r'(nonce|opaque)="[^"]*"|(branch|tag|rport)=[^;\r]*|Call-ID: .*|127\.0\.0\.1:\d+', "*", told
    )


@pytest.mark.parametrize("method", ["REGISTER", "INVITE", "OPTIONS"])
async def test_a_stranger_cannot_tell_an_unknown_user_from_a_wrong_password(
    switch: Switch, phone_at: PhoneAt, devices: Devices, method: str
) -> None:
    known = await devices.add("150", f"{method.lower()}.example", "right")
    user, domain = known.split("@")
    answers = [
        [same(answer, *who) for answer in await (await phone_at()).ask(method, *who, "wrong")]
        for who in ((user, domain), ("999", domain), ("999", "nowhere.example"))
    ]
    assert answers[0] == answers[1] == answers[2]
    assert len(answers[0]) == 2
    assert answers[0][1].startswith("SIP/2.0 401 ")


async def test_tcp_and_tls_are_open_and_challenge_strangers(switch: Switch, settings: SwitchSettings) -> None:
    assert await over_stream(settings.sip_port, encrypted=False) == "SIP/2.0 401 Unauthorized"
    assert await over_stream(settings.tls_port, encrypted=True) == "SIP/2.0 401 Unauthorized"


async def test_a_call_is_refused_as_overload_while_no_call_process_is_there(
    switch: Switch, phone_at: PhoneAt, devices: Devices
) -> None:
    await devices.add("107", ACME, "secret-107")
    phone = await phone_at()
    answers = await phone.ask("INVITE", "107", ACME, "secret-107")
    while status(answers[-1]) < 200:
        answers.append(await phone.heard())
    assert status(answers[-1]) == 503


async def test_a_changed_secret_is_in_force_at_once(
    switch: Switch, phone_at: PhoneAt, devices: Devices
) -> None:
    endpoint = await devices.add("103", ACME, "old-secret")
    assert await (await phone_at()).register("103", ACME, "old-secret") == 200
    await devices.change_secret(endpoint, "new-secret")
    await switch.expire_device(endpoint)
    assert await (await phone_at()).register("103", ACME, "old-secret") == 401
    assert await (await phone_at()).register("103", ACME, "new-secret") == 200


async def test_a_removed_device_is_gone_at_once(switch: Switch, phone_at: PhoneAt, devices: Devices) -> None:
    endpoint = await devices.add("104", ACME, "secret-104")
    assert await (await phone_at()).register("104", ACME, "secret-104") == 200
    assert endpoint in await switch.console.run("pjsip show contacts")
    await devices.remove(endpoint)
    await switch.remove_device(endpoint)
    assert endpoint not in await switch.console.run("pjsip show contacts")
    assert await (await phone_at()).register("104", ACME, "secret-104") == 401
    answers = await (await phone_at()).ask("INVITE", "104", ACME, "secret-104")
    assert status(answers[-1]) == 401


@pytest.mark.usefixtures("clock_at_rest")
async def test_a_guesser_is_shut_out_for_five_minutes_and_others_are_not(
    switch: Switch, phone_at: PhoneAt, devices: Devices
) -> None:
    await devices.add("105", ACME, "secret-105")
    guesser = "127.0.0.66"
    for _ in range(4):
        assert await (await phone_at(guesser)).register("105", ACME, "guess") == 401

    async def answered(code: int) -> bool:
        return await (await phone_at(guesser)).register("105", ACME, "secret-105") == code

    await eventually(lambda: answered(403))
    assert await (await phone_at("127.0.0.67")).register("105", ACME, "secret-105") == 200
    clock.move(clock.now() + timedelta(seconds=299))
    assert await answered(403)
    clock.move(clock.now() + timedelta(seconds=2))
    await eventually(lambda: answered(200))


async def test_trusted_addresses_may_err(switch: Switch, phone_at: PhoneAt, devices: Devices) -> None:
    await devices.add("106", ACME, "secret-106")
    for _ in range(6):
        assert await (await phone_at()).register("106", ACME, "wrong") == 401
    assert await (await phone_at()).register("106", ACME, "secret-106") == 200


async def test_a_taken_port_is_named_before_anything_starts(
    switch: Switch, settings: SwitchSettings, engine: Engine
) -> None:
    with pytest.raises(PortTaken) as refused:
        async with Switch(settings, engine):
            pass
    assert str(settings.sip_port) in refused.value.text("fr")


async def test_a_killed_switch_comes_back_and_phones_register_again(
    switch: Switch, phone_at: PhoneAt, devices: Devices, starts: list[float]
) -> None:
    await devices.add("108", ACME, "secret-108")
    before, count = switch.pid, len(starts)
    assert before
    os.kill(before, signal.SIGKILL)

    async def back() -> bool:
        return len(starts) > count

    await eventually(back, within=15)
    assert switch.pid not in (None, before)
    assert await (await phone_at()).register("108", ACME, "secret-108") == 200


async def test_giving_memory_back_needs_no_restart(switch: Switch) -> None:
    before = switch.pid
    await switch.console.trim_memory()
    assert switch.pid == before


async def test_a_switch_that_cannot_start_says_why(
    engine: Engine, settings: SwitchSettings, tmp_path: Path
) -> None:
    broken = Engine(engine.command, tmp_path / "no-modules", engine.data, engine.version)
    other = SwitchSettings(tmp_path / "home", settings.database, "127.0.0.1", 0, 0, 0)
    with pytest.raises(SwitchDoesNotStart) as refused, suppress(TimeoutError):
        async with asyncio.timeout(20), Switch(other, broken):
            pass
    assert refused.value.text("en")
