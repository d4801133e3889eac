"""A Palabre on somebody else's PostgreSQL, reached over the network with a password."""

import asyncio
from pathlib import Path

from tests.database import external_server
from tests.phone.company import company
from tests.phone.kit.phone import Phones
from tests.phone.stack import start, stop
from tests.slots import slot

APART = 25
"""Ports apart from those of the other tests' Palabre."""


async def test_two_phones_talk(tmp_path: Path, phones: Phones, spoken: Path) -> None:
    async with external_server(tmp_path / "theirs") as address:
        url = str(address.url)
        home, number = tmp_path / "ours", APART + slot()
        stack = await asyncio.to_thread(lambda: start(home, number, spoken, DATABASE_URL=url))
        try:
            async with company(stack, phones) as acme:
                anna, bob = await acme.staff("101", "102")
                call = await anna.dial("102")
                incoming = await bob.incoming()
                await incoming.answer()
                await call.answered()
                await call.talks_with(incoming)
                await call.hang_up()
                await incoming.ended()
                assert (await acme.last_call())["outcome"] == "answered"
        finally:
            await asyncio.to_thread(stop, stack)
