"""The real switch, as phones, strangers and its own supervisor live through it."""

import asyncio
import os
import pickle
import re
import signal
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from palabre.kit.clock import clock
from palabre.phone.bundle import Engine
from palabre.phone.engine import PortTaken, Switch, SwitchDoesNotStart, SwitchSettings
from palabre.phone.engine.tests.conftest import free_port
from palabre.phone.engine.tests.sip import Phone, over_stream, status
from palabre.phone.engine.tests.tables import Tables

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


def group_of(process: int) -> int | None:
    """How nice its session is to other ones, where that is a thing."""
    told = Path(f"/proc/{process}/autogroup")
    return int(told.read_text().split()[-1]) if told.exists() else None


async def test_voices_go_before_everything_else_where_that_can_be_said(switch: Switch) -> None:
    assert switch.pid
    ahead = 10 if os.geteuid() == 0 else 0
    assert os.getpriority(os.PRIO_PROCESS, switch.pid) == os.getpriority(os.PRIO_PROCESS, 0) - ahead
    assert group_of(switch.pid) in (None, -ahead)


async def test_a_device_in_the_database_registers_without_a_reload(
    switch: Switch, phone_at: PhoneAt, tables: Tables
) -> None:
    await tables.add("101", ACME, "secret-of-101-acme")
    phone = await phone_at()
    assert await phone.register("101", ACME, "secret-of-101-acme") == 200


async def test_the_same_short_number_in_two_accounts_is_two_devices(
    switch: Switch, phone_at: PhoneAt, tables: Tables
) -> None:
    await tables.add("102", ACME, "secret-of-acme")
    await tables.add("102", "beta.example", "secret-of-beta")
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
    switch: Switch, phone_at: PhoneAt, tables: Tables, method: str
) -> None:
    known = await tables.add("150", f"{method.lower()}.example", "right")
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
    switch: Switch, phone_at: PhoneAt, tables: Tables
) -> None:
    await tables.add("107", ACME, "secret-107")
    phone = await phone_at()
    answers = await phone.ask("INVITE", "107", ACME, "secret-107")
    while status(answers[-1]) < 200:
        answers.append(await phone.heard())
    assert status(answers[-1]) == 503


async def test_a_changed_secret_is_in_force_at_once(
    switch: Switch, phone_at: PhoneAt, tables: Tables
) -> None:
    endpoint = await tables.add("103", ACME, "old-secret")
    assert await (await phone_at()).register("103", ACME, "old-secret") == 200
    await tables.change_secret(endpoint, "new-secret")
    await switch.devices.changed(endpoint)
    assert endpoint not in await switch.console.run("pjsip show contacts")
    assert await (await phone_at()).register("103", ACME, "old-secret") == 401
    assert await (await phone_at()).register("103", ACME, "new-secret") == 200


async def test_another_name_leaves_the_phone_registered(
    switch: Switch, phone_at: PhoneAt, tables: Tables
) -> None:
    endpoint = await tables.add("109", ACME, "secret-109")
    assert await (await phone_at()).register("109", ACME, "secret-109") == 200
    await tables.rename(endpoint, '"Koffi" <109>')
    await switch.devices.changed(endpoint)
    assert endpoint in await switch.console.run("pjsip show contacts")
    assert "Koffi" in await switch.console.run(f"pjsip show endpoint {endpoint}")


async def test_a_removed_device_is_gone_at_once(switch: Switch, phone_at: PhoneAt, tables: Tables) -> None:
    endpoint = await tables.add("104", ACME, "secret-104")
    assert await (await phone_at()).register("104", ACME, "secret-104") == 200
    assert endpoint in await switch.console.run("pjsip show contacts")
    await tables.remove(endpoint)
    await switch.devices.changed(endpoint)
    assert endpoint not in await switch.console.run("pjsip show contacts")
    assert await (await phone_at()).register("104", ACME, "secret-104") == 401
    answers = await (await phone_at()).ask("INVITE", "104", ACME, "secret-104")
    assert status(answers[-1]) == 401


@pytest.mark.usefixtures("clock_at_rest")
async def test_a_guesser_is_shut_out_for_five_minutes_and_others_are_not(
    switch: Switch, phone_at: PhoneAt, tables: Tables
) -> None:
    await tables.add("105", ACME, "secret-105")
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


async def test_trusted_addresses_may_err(switch: Switch, phone_at: PhoneAt, tables: Tables) -> None:
    await tables.add("106", ACME, "secret-106")
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
    switch: Switch, phone_at: PhoneAt, tables: Tables, starts: list[float]
) -> None:
    await tables.add("108", ACME, "secret-108")
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
    loader, program = engine.command[0], engine.command[-1]
    broken = replace(engine, command=(loader, "--library-path", str(tmp_path), program))
    other = elsewhere(settings, tmp_path)
    with pytest.raises(SwitchDoesNotStart) as refused:
        async with Switch(other, broken):
            pass
    assert "shared object" in refused.value.text("fr")


OWNER = """
import asyncio, pickle, sys
from palabre.phone.engine import Switch
async def own():
    async with Switch(*pickle.load(sys.stdin.buffer)) as switch:
        print(switch.pid, flush=True)
        await asyncio.sleep(60)
asyncio.run(own())
"""


async def test_nothing_is_left_when_the_owner_is_killed(
    engine: Engine, settings: SwitchSettings, tmp_path: Path
) -> None:
    other = elsewhere(settings, tmp_path)
    pipe = asyncio.subprocess.PIPE
    owner = await asyncio.create_subprocess_exec(sys.executable, "-c", OWNER, stdin=pipe, stdout=pipe)
    assert owner.stdin
    assert owner.stdout
    owner.stdin.write(pickle.dumps((other, engine)))
    owner.stdin.close()
    pid = int(await asyncio.wait_for(owner.stdout.readline(), 20))
    owner.kill()
    await owner.wait()

    async def gone() -> bool:
        return not is_running(pid)

    await eventually(gone)


async def test_nothing_is_left_after_a_stop(engine: Engine, settings: SwitchSettings, tmp_path: Path) -> None:
    async with Switch(elsewhere(settings, tmp_path), engine) as switch:
        pid = switch.pid
    assert pid
    assert not is_running(pid)


def elsewhere(settings: SwitchSettings, home: Path) -> SwitchSettings:
    """A second switch beside the first."""
    return replace(settings, home=home, sip_port=free_port(), tls_port=free_port(), http_port=free_port())


def is_running(pid: int) -> bool:
    """Whether a process is there and not just waiting to be buried."""
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False
