"""What is put into an inbox comes out in order, and never gets lost."""

import asyncio

import pytest

from palabre.kit.inbox import Inbox


async def test_things_come_in_the_order_in_which_they_were_put() -> None:
    inbox: Inbox[int] = Inbox()
    inbox.put_nowait(1)
    inbox.put_nowait(2)
    inbox.put_nowait(3)
    assert (inbox.get_nowait(), await inbox.get(), await inbox.get(), inbox.empty()) == (1, 2, 3, True)


async def test_a_reader_sleeps_until_something_comes() -> None:
    inbox: Inbox[str] = Inbox()
    reader = asyncio.create_task(inbox.get())
    await asyncio.sleep(0)
    assert not reader.done()
    inbox.put_nowait("now")
    assert await reader == "now"


async def test_what_comes_while_its_reader_is_called_off_waits_for_the_next_one() -> None:
    inbox: Inbox[str] = Inbox()
    reader = asyncio.create_task(inbox.get())
    await asyncio.sleep(0)
    inbox.put_nowait("kept")
    reader.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reader
    assert await inbox.get() == "kept"


async def test_two_readers_at_once_are_a_mistake_that_is_told() -> None:
    inbox: Inbox[str] = Inbox()
    reader = asyncio.create_task(inbox.get())
    await asyncio.sleep(0)
    with pytest.raises(RuntimeError):
        await inbox.get()
    inbox.put_nowait("his")
    assert await reader == "his"
