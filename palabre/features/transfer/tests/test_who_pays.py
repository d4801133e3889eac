"""Time outside is charged to whoever really talked: who passes a conversation on pays until then."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from palabre.calls.facts import Kind
from palabre.features.transfer.tests.people import ANNA, CLIENT, COMPANY, OUTSIDE, Desk, How, script
from palabre.phone.script import Answers
from tests.company import ident
from tests.stage import Stage, on_stage

UNIT = 1_000_000
WAYS: tuple[How, ...] = ("phone", "keys", "api")
CAROL = "carol@acme.test"
PHONES = {CAROL: Answers(2), OUTSIDE: Answers(1)}


def office(*, first: int = 1, step: int = 1, **limits: int) -> dict[str, Any]:
    """A minute costs 60."""
    price = {"per_minute": 60, "first_seconds": first, "step_seconds": step}
    rules = {place.removeprefix("of_"): {"daily_limit": limit} for place, limit in limits.items()}
    return {**COMPANY, "rates": {"225": price}, "outgoing": {"rules": rules}}


def charged(stage: Stage) -> list[tuple[str, int, float]]:
    """Who has paid for how many seconds, and how much."""
    names = {str(ident(each)): each for each in COMPANY["extensions"]}
    paid = [each.data for each in stage.facts.all if each.kind == "paid_talk_ended"]
    return [(names[each["extension"]], each["seconds"], each["amount"] / UNIT) for each in paid]


def played(
    company: dict[str, Any], act: Callable[[Desk], Awaitable[None]], how: How = "keys"
) -> list[tuple[str, int, float]]:
    """Anna has called somebody outside and talks with him, something happens, everybody goes home."""

    async def play(stage: Stage) -> None:
        desk = Desk(stage, how)
        stage.calls(ANNA, OUTSIDE)
        await asyncio.sleep(3)
        (desk.call,) = (each.call for each in stage.dispatcher.sessions.values())
        desk.anna, desk.client = desk.party("anna"), desk.party(CLIENT)
        await act(desk)
        await desk.everybody_leaves()

    return charged(on_stage(company, play, script(PHONES)))


def as_long_as_talked(desk: Desk) -> int:
    """From the first answer until now."""
    began = next(each.at for each in desk.log() if each.kind == Kind.TALK_STARTED)
    return round((desk.call.now() - began).total_seconds())


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize("attended", [False, True])
def test_who_takes_the_conversation_pays_from_then_on(how: How, attended: bool) -> None:
    talked = []

    async def act(desk: Desk) -> None:
        await asyncio.sleep(30)
        await (desk.consult("103") if attended else desk.blind("103"))
        await asyncio.sleep(4)
        talked.append(as_long_as_talked(desk))
        if attended:
            await desk.complete()
        await asyncio.sleep(40)
        assert desk.stage.phone.together(desk.client) == {desk.party("carol")}
        talked.append(as_long_as_talked(desk))

    anna, carol = played(office(), act, how)
    assert (anna[0], carol[0]) == ("101", "103")
    assert 30 < anna[1] <= talked[0] + 2
    assert abs(anna[1] + carol[1] - talked[1]) <= 2
    assert (anna[2], carol[2]) == (anna[1], carol[1])


def test_together_they_pay_what_one_alone_would_have_paid() -> None:
    async def act(desk: Desk) -> None:
        await asyncio.sleep(50)
        await desk.blind("103")
        await asyncio.sleep(20)

    anna, carol = played(office(first=60, step=60), act)
    assert (anna[2], carol[2]) == (60, 60)
    assert 60 < anna[1] + carol[1] < 90


def test_the_limit_of_who_takes_it_counts() -> None:
    async def act(desk: Desk) -> None:
        await asyncio.sleep(20)
        await desk.blind("103")
        await asyncio.sleep(120)
        assert desk.parties(CLIENT) == []
        assert [each["seconds"] for each in desk.facts("money_low")] == [30]
        assert len(desk.facts("money_spent")) == 1

    _, carol = played(office(of_103=40), act)
    assert carol == ("103", 39, 39)


def test_who_has_no_money_takes_it_on_the_account_of_who_gives_it() -> None:
    async def act(desk: Desk) -> None:
        await desk.blind("103")
        await asyncio.sleep(60)
        assert desk.stage.phone.together(desk.client) == {desk.party("carol")}

    (anna,) = played(office(of_103=0), act)
    assert anna[0] == "101"
    assert anna[1] > 60


def test_a_colleague_who_is_brought_to_somebody_outside_pays_for_him() -> None:
    async def play(stage: Stage) -> None:
        desk = Desk(stage)
        stage.calls(ANNA, "103")
        await asyncio.sleep(4)
        desk.anna, desk.client = desk.party("anna"), desk.party("carol")
        (desk.call,) = (each.call for each in stage.dispatcher.sessions.values())
        await desk.consult(OUTSIDE)
        await asyncio.sleep(20)
        await desk.complete()
        await asyncio.sleep(40)
        await desk.everybody_leaves()

    anna, carol = charged(on_stage(office(), play, script(PHONES)))
    assert (anna[0], carol[0]) == ("101", "103")
    assert 20 <= anna[1] < 30
    assert 40 <= carol[1] < 50


def test_nothing_is_lost_or_paid_twice_when_the_process_is_killed_after_it() -> None:
    async def act(desk: Desk) -> None:
        await asyncio.sleep(30)
        await desk.blind("103")
        await asyncio.sleep(20)
        await desk.stage.dies()
        await asyncio.sleep(20)

    anna, carol = played(office(), act)
    assert (anna[0], carol[0]) == ("101", "103")
    assert 65 < anna[1] + carol[1] < 80
    assert (anna[2], carol[2]) == (anna[1], carol[1])


@pytest.mark.parametrize("caller", [CLIENT, "carol@acme.test"])
def test_who_sends_his_calls_outside_pays_for_that_whoever_calls_him(caller: str) -> None:
    always = {"kind": "always", "to": OUTSIDE}
    company = office() | {"forwards": {"101": [always]}}

    async def play(stage: Stage) -> None:
        stage.calls(caller, "+2252720001000" if caller == CLIENT else "101")
        await asyncio.sleep(30)
        await Desk(stage).everybody_leaves()

    ((who, seconds, _),) = charged(on_stage(company, play, script(PHONES)))
    assert who == "101"
    assert seconds > 20
