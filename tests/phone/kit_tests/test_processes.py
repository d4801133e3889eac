"""A phone is a process of its own: it leaves no trace, and its failures are told, not waited for."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.phone.kit import Login, Phone, Phones
from tests.phone.kit.wire import ROOT, HandsetError

ABANDONED = """
import asyncio, os, signal
from tests.phone.kit import Login, Phones

async def main():
    async with Phones() as phones:
        phone = await phones.place(Login("anna", "home.example"))
        print(phone.wire.process.pid, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


async def test_phones_leave_no_process_behind() -> None:
    async with Phones() as phones:
        anna, bob = [await phones.place(Login(name, "home.example")) for name in ("anna", "bob")]
        await (await anna.dial(bob.address)).rings()
    assert [phone.wire.process.returncode for phone in (anna, bob)] == [0, 0]


async def test_hanging_up_is_part_of_leaving(anna: Phone) -> None:
    async with Phones() as others:
        bob = await others.place(Login("bob", "home.example"))
        call = await anna.dial(bob.address)
        await (await bob.incoming()).answer()
        await call.answered()
    assert await call.ended() == 200


def test_a_killed_test_run_leaves_no_phone() -> None:
    run = subprocess.run([sys.executable, "-c", ABANDONED], cwd=ROOT, capture_output=True, check=False)
    assert run.returncode == -signal.SIGKILL
    phone = int(run.stdout)
    end = time.monotonic() + 10
    while psutil.pid_exists(phone) and time.monotonic() < end:
        time.sleep(0.05)
    assert not psutil.pid_exists(phone)


async def test_a_crashed_phone_fails_its_waits(anna: Phone) -> None:
    waiting = asyncio.create_task(anna.incoming(within=60))
    await asyncio.sleep(0)
    os.kill(anna.wire.process.pid, signal.SIGSEGV)
    with pytest.raises(AssertionError, match="process ended unexpectedly"):
        await waiting
    with pytest.raises(HandsetError):
        await anna.dial("sip:bob@127.0.0.1")


async def test_a_refusal_of_the_library_is_told(anna: Phone) -> None:
    with pytest.raises(HandsetError, match="Invalid Request URI"):
        await anna.dial("sip:<<>")


async def test_a_port_that_is_taken_is_told(phones: Phones, anna: Phone) -> None:
    with pytest.raises(HandsetError, match="in use"):
        await phones.place(Login("bob", "home.example"), port=int(anna.local.rpartition(":")[2]))


async def test_a_wait_tells_what_was_seen(anna: Phone, bob: Phone) -> None:
    await anna.dial(bob.address)
    with pytest.raises(AssertionError, match=r"phone anna: no incoming call within 0\.3 s.*180 Ringing"):
        await anna.incoming(within=0.3)


async def test_logs_are_kept_where_wanted(tmp_path: Path) -> None:
    async with Phones(logs=tmp_path) as phones:
        await phones.place(Login("anna", "home.example"))
    assert sorted(os.listdir(tmp_path)) == ["1-anna.log", "1-anna.log.sip"]
