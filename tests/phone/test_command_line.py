"""The command `palabre` beside a running Palabre."""

import asyncio
import os
import sys

from palabre.calls import spoken
from tests.phone.company import Company
from tests.phone.stack import ROOT, settings_of


async def palabre(acme: Company, *words: str) -> tuple[int, str]:
    """Run the command against the running Palabre: its exit code and what it printed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "palabre",
        *words,
        cwd=ROOT,
        env={**os.environ, **settings_of(acme.stack.home, acme.stack.number)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    printed, _ = await process.communicate()
    return process.returncode or 0, printed.decode()


async def test_palabre_call_rings_one_phone_and_then_the_other(acme: Company) -> None:
    anna, bob = await acme.staff("101", "102")
    code, printed = await palabre(acme, "call", "101", "102", "--account", acme.domain)
    assert code == 0, printed
    first = await anna.incoming()
    await first.answer()
    second = await bob.incoming()
    await second.answer()
    await first.talks_with(second)
    await first.hang_up()
    await second.ended()


async def test_palabre_call_names_an_extension_that_does_not_exist(acme: Company) -> None:
    code, printed = await palabre(acme, "call", "777", "102", "--account", acme.domain)
    assert code == 1
    assert "777" in printed


async def test_doctor_finds_a_running_palabre_well(acme: Company) -> None:
    code, printed = await palabre(acme, "doctor")
    assert code == 0, printed
    for word in ("Asterisk 22.", "PostgreSQL 18", "g722", "Pico"):
        assert word in printed


async def test_a_second_palabre_names_the_port_that_is_taken(acme: Company) -> None:
    code, printed = await palabre(acme, "up")
    assert code == 1
    assert "PALABRE_WEB_PORT" in printed


async def test_an_english_extension_hears_english(acme: Company) -> None:
    await acme.extension("101", language="en")
    anna = await acme.phone("101")
    call = await anna.dial("999")
    await call.hears(await acme.sentence(spoken.NUMBER_UNKNOWN, "en"))
    await call.ended(within=10)
