"""Lost callers of a queue are called back: an agent is rung first, then the client."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from palabre.calls import spoken
from tests.phone.company import Company, Json
from tests.phone.kit.carrier import Carrier
from tests.phone.kit.phone import Phone
from tests.phone.test_queues import CALLER, in_line, line, put, queue, taken

MOBILE = "+2250709090909"
NOTICE = "Un client nous a appelés sans obtenir de réponse, nous le rappelons pour vous."


async def watched(acme: Company, **settings: Any) -> str:
    """A queue of extension 101, whose lost callers are called back."""
    ident = await queue(acme, "101", ring_seconds=30)
    answer = await acme.api.put(f"/queues/{ident}/robot", json={"ignore_seconds": 1, **settings})
    assert answer.is_success, answer.text
    return ident


async def lost(acme: Company, ident: str, anna: Phone) -> tuple[Carrier, str]:
    """Somebody has waited in vain, and is in the list."""
    carrier, number = await line(acme, ident)
    call = await in_line(carrier, number)
    missed = await anna.incoming()
    await asyncio.sleep(1.5)
    await call.hang_up()
    await missed.ended()
    await entry(acme, ident, "waiting")
    return carrier, number


async def entry(acme: Company, ident: str, state: str) -> Json:
    """The only entry of the list, once it is in a state."""
    seen: list[Json] = []
    for _ in range(100):
        seen = (await acme.get(f"/queues/{ident}/robot/entries"))["items"]
        if len(seen) == 1 and seen[0]["state"] == state:
            return seen[0]
        await asyncio.sleep(0.1)
    raise AssertionError(f"the list holds {seen}")


async def later(acme: Company, seconds: float) -> None:
    """So much time passes."""
    await acme.move_clock((datetime.now(UTC) + timedelta(seconds=seconds)).isoformat())


async def test_a_lost_caller_is_called_back_after_the_interval(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    ident = await watched(acme, notice_text=NOTICE)
    carrier, number = await lost(acme, ident, anna)
    await anna.stays_quiet(1.5)
    await later(acme, 61)
    back = await anna.incoming()
    assert back.caller.number == CALLER
    await carrier.phone.stays_quiet(0.5)
    await back.answer()
    await back.hears(await acme.spoken(NOTICE))
    client = await carrier.incoming()
    assert client.caller.number == number
    await client.answer()
    await client.talks_with(back)
    await back.hang_up()
    await client.ended()
    await acme.move_clock(None)
    over = await entry(acme, ident, "recovered")
    assert (over["attempts"], over["called"]) == (1, number)
    ever = {"since": "2020-01-01T00:00:00Z", "until": "2100-01-01T00:00:00Z"}
    figures = await acme.get(f"/queues/{ident}/robot/report", **ever)
    assert figures["lost"] == figures["recovered"] == figures["attempts"] == 1
    assert (figures["recovered_share"], figures["mean_seconds"] > 60) == (1, True)


async def test_who_has_spoken_with_the_company_meanwhile_is_not_called(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    ident = await watched(acme)
    carrier, number = await lost(acme, ident, anna)
    again = await in_line(carrier, number)
    talk = await taken(anna, again)
    await talk.hang_up()
    await again.ended()
    await entry(acme, ident, "cancelled")
    await later(acme, 61)
    await anna.stays_quiet(3)
    await acme.move_clock(None)


async def test_after_a_kill_nobody_is_called_twice(acme: Company) -> None:
    """Killed while the client's phone rings: the attempt failed, and a second one comes in its time."""
    (anna,) = await acme.staff("101")
    ident = await watched(acme, attempts=2)
    carrier, _ = await lost(acme, ident, anna)
    await acme.post(f"/robot-entries/{(await entry(acme, ident, 'waiting'))['id']}/call")
    back = await anna.incoming()
    await back.answer()
    client = await carrier.incoming(within=12)
    acme.stack.kill("palabre calls")
    await acme.calls_are_back()
    await asyncio.gather(client.ended(within=15), back.ended(within=15))
    tried = await entry(acme, ident, "waiting")
    assert (tried["attempts"], tried["why"]) == (1, "failed")
    await asyncio.gather(anna.stays_quiet(6), carrier.phone.stays_quiet(6))


async def test_a_kill_while_the_agent_rings_costs_the_client_nothing(acme: Company) -> None:
    """The right to the attempt was not used: it goes on after the restart, with one call to the client."""
    (anna,) = await acme.staff("101")
    ident = await watched(acme)
    carrier, _ = await lost(acme, ident, anna)
    await acme.post(f"/robot-entries/{(await entry(acme, ident, 'waiting'))['id']}/call")
    first = await anna.incoming()
    acme.stack.kill("palabre calls")
    await acme.calls_are_back()
    await first.ended(within=15)
    back = await anna.incoming(within=15)
    await back.answer()
    await back.hears(await acme.sentence(spoken.ROBOT_NOTICE))
    client = await carrier.incoming()
    await client.answer()
    await client.talks_with(back)
    await client.hang_up()
    await back.ended()
    over = await entry(acme, ident, "recovered")
    assert over["attempts"] == 1
    await carrier.phone.stays_quiet(3)


async def test_an_agent_on_a_mobile_accepts_first_and_the_jobs_may_die(acme: Company) -> None:
    """His phone rings, and the process that ordered it is killed: he presses 1; the client is rung once."""
    ident = await queue(acme)
    mobile = await acme.post("/agents", name="Yao", outside_number=MOBILE)
    await put(acme, ident, mobile["id"], 0)
    await acme.api.put(f"/queues/{ident}/robot", json={"ignore_seconds": 1})
    carrier, number = await line(acme, ident)
    call = await in_line(carrier, number)
    missed = await carrier.incoming()
    await asyncio.sleep(1.5)
    await call.hang_up()
    await missed.ended()
    await acme.post(f"/robot-entries/{(await entry(acme, ident, 'waiting'))['id']}/call")
    agent = await carrier.incoming()
    acme.stack.kill("palabre jobs")
    await agent.answer()
    await agent.hears(await acme.sentence(spoken.ACCEPT_CALL))
    await carrier.phone.stays_quiet(0.5)
    await agent.press("1")
    await agent.hears(await acme.sentence(spoken.ROBOT_NOTICE))
    client = await carrier.incoming()
    assert client.caller.number == number
    await client.answer()
    await client.talks_with(agent)
    await client.hang_up()
    await agent.ended()
    assert (await entry(acme, ident, "recovered"))["attempts"] == 1
    await carrier.phone.stays_quiet(4)


async def test_the_client_first_while_an_agent_is_kept_free(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    ident = await watched(acme, client_first=True)
    carrier, _ = await lost(acme, ident, anna)
    await acme.post(f"/robot-entries/{(await entry(acme, ident, 'waiting'))['id']}/call")
    client = await carrier.incoming()
    await client.answer()
    await client.hears(await acme.sentence(spoken.ROBOT_GREETS))
    back = await anna.incoming()
    await back.answer()
    await client.talks_with(back)
    await back.hang_up()
    await client.ended()
    await entry(acme, ident, "recovered")
