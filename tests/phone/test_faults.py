"""Processes that die, and a database that goes away: calls that talk keep talking, and no fact is lost."""

import asyncio
import signal

from tests.phone.company import Company, kinds
from tests.phone.kit.call import Call
from tests.phone.kit.phone import Phone
from tests.phone.test_menu import ACCOUNTS, caller_in, welcome


async def talking(acme: Company) -> tuple[Phone, Phone, Call, Call]:
    """101 and 102 in a conversation."""
    anna, bob = await acme.staff("101", "102")
    call = await anna.dial("102")
    incoming = await bob.incoming()
    await incoming.answer()
    await call.answered()
    return anna, bob, call, incoming


async def next_call_works(anna: Phone, bob: Phone) -> None:
    """A new call between two phones."""
    call = await anna.dial("102")
    incoming = await bob.incoming(within=10)
    await incoming.answer()
    await call.answered()
    await call.talks_with(incoming)
    await call.hang_up()
    await incoming.ended()


async def test_the_call_process_is_killed_while_two_people_talk(acme: Company) -> None:
    anna, bob, call, incoming = await talking(acme)
    await asyncio.sleep(0.5)
    call.play_tone(600)
    incoming.play_tone(1000)
    acme.stack.kill("palabre calls")
    await asyncio.gather(call.hears_only(1000, during=2.5), incoming.hears_only(600, during=2.5))
    await acme.calls_are_back()
    await call.talks_with(incoming)
    await incoming.hang_up()
    assert await call.ended() == 200
    story = await acme.last_call()
    assert story["outcome"] == "answered"
    assert "adopted" in kinds(story)
    assert [each["seq"] for each in story["facts"]] == list(range(1, len(story["facts"]) + 1))
    await next_call_works(anna, bob)
    await acme.nothing_left()


async def test_the_call_process_is_killed_while_a_caller_is_in_the_menu(acme: Company) -> None:
    call = await caller_in(acme, seconds=10)
    await call.hears(await welcome(acme), whole=True)
    acme.stack.kill("palabre calls")
    await call.hears(await welcome(acme), within=15)
    await call.press("2")
    await call.hears(await acme.spoken(ACCOUNTS))
    await call.ended(within=15)


async def test_someone_hangs_up_while_the_call_process_is_dead(acme: Company) -> None:
    _, _, call, incoming = await talking(acme)
    await asyncio.sleep(0.5)
    acme.stack.kill("palabre calls")
    await call.hang_up()
    await incoming.ended(within=20)
    story = await acme.last_call()
    assert kinds(story)[-1] == "ended"


async def test_the_switch_is_killed(acme: Company) -> None:
    anna, bob, call, incoming = await talking(acme)
    await asyncio.sleep(0.5)
    acme.stack.kill("asterisk")
    story = await acme.last_call()
    assert story["cause"] == 27
    assert kinds(story)[-1] == "ended"
    await asyncio.gather(anna.register_again(within=10), bob.register_again(within=10))
    await next_call_works(anna, bob)
    await acme.nothing_left()


async def test_the_database_is_away_for_ten_seconds(acme: Company) -> None:
    anna, bob, call, incoming = await talking(acme)
    server = acme.stack.child("postgres")
    server.send_signal(signal.SIGSTOP)
    workers = server.children(recursive=True)
    for each in workers:
        each.send_signal(signal.SIGSTOP)
    try:
        await call.talks_with(incoming)
        await asyncio.sleep(4)
        await call.hang_up()
        await incoming.ended()
        await next_call_works(anna, bob)
        await call_time(10)
    finally:
        for each in (*workers, server):
            each.send_signal(signal.SIGCONT)
    items = await acme.calls(2)
    for each in items:
        whole = await acme.get(f"/calls/{each['id']}")
        assert [fact["seq"] for fact in whole["facts"]] == list(range(1, len(whole["facts"]) + 1))
        assert whole["outcome"] == "answered"


async def call_time(seconds: float) -> None:
    """Let the absence last."""
    await asyncio.sleep(seconds - 6)
