"""Money that calls spend together: no limit is exceeded, nothing is lost, and those who talk are warned."""

import asyncio
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from palabre.features.outbound.facts import CHOSEN, LOW, PAID, SPENT
from palabre.features.outbound.rates import UNITS
from palabre.features.outbound.snapshot import Spent
from palabre.features.outbound.spoken import MONEY_LOW, MONEY_SPENT, OUTGOING_LINES_BUSY
from palabre.features.outbound.till import till
from palabre.phone.causes import Cause
from palabre.phone.script import Answers, Behaviour, Moment, Refuses, Rings, Script
from tests.company import ACME, Company, ident
from tests.stage import Stage, on_stage

MOBILE = "0707070707"
DESKS = ("101", "102", "103")
ONE_A_SECOND = {"225": {"per_minute": 60}}


def company(settings: dict[str, Any] | None = None, **rules: Any) -> dict[str, Any]:
    return {
        "numbers": {"+2252720001000": None},
        "trunks": ["orange", "mtn"],
        "extensions": {each: {"phones": [each]} for each in DESKS},
        "rates": ONE_A_SECOND,
        "outgoing": {"settings": settings or {}, "rules": rules},
    }


def talks(seconds: float | None = None) -> Script:
    return Script(phones={"trunk-orange": Answers(2, seconds)})


async def over(stage: Stage) -> None:
    """Half an hour later all calls have ended."""
    await asyncio.sleep(1800)
    assert stage.leftovers() == []


def said(stage: Stage, kind: str) -> list[dict[str, Any]]:
    return [each.data for each in stage.facts.all if each.kind == kind]


def spent(stage: Stage) -> list[float]:
    return [each["amount"] / UNITS for each in said(stage, PAID)]


def put_aside(stage: Stage, whose: UUID = ACME) -> float:
    """What the account's purse counts for the day."""
    return till(stage.dispatcher.world).purse.used.get((whose, "2026-03-02"), 0) / UNITS


async def limits_become(stage: Stage, described: dict[str, Any]) -> None:
    stage.directory.put((await Company(described).directory()).accounts[ACME])


def test_a_call_is_cut_when_the_money_is_spent_after_a_warning() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("101@acme.test", MOBILE)
        await asyncio.sleep(60)
        assert said(stage, LOW) == []
        await asyncio.sleep(20)
        assert [each["seconds"] for each in said(stage, LOW)] == [30]
        await over(stage)
        stage.calls("101@acme.test", MOBILE)
        await over(stage)

    stage = on_stage(company(**{"101": {"daily_limit": 100}}), play, talks())
    assert len(said(stage, SPENT)) == 1
    assert spent(stage) == [99]
    assert [each.detail for each in stage.phone.done if each.verb == "tell_all"] == [MONEY_LOW.fr]
    assert [each.says for each in stage.phone.heard] == [(MONEY_SPENT.fr,)]
    assert said(stage, "refused") == [{"why": "spending_limit"}]
    assert put_aside(stage) == 99


def test_tomorrow_is_another_day() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("101@acme.test", MOBILE)
        await over(stage)
        await asyncio.sleep(14 * 3600)
        stage.calls("101@acme.test", MOBILE)
        await over(stage)

    stage = on_stage(company(**{"101": {"daily_limit": 40}}), play, talks())
    assert spent(stage) == [39, 39]


def test_a_limit_that_is_raised_lets_the_conversation_go_on() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("101@acme.test", MOBILE)
        await asyncio.sleep(85)
        await limits_become(stage, company(**{"101": {"daily_limit": 1000}}))
        await over(stage)

    stage = on_stage(company(**{"101": {"daily_limit": 100}}), play, talks(300))
    assert (spent(stage), said(stage, SPENT)) == ([300], [])


def test_calls_at_the_same_time_share_what_there_is() -> None:
    async def play(stage: Stage) -> None:
        for each in DESKS:
            stage.calls(f"{each}@acme.test", MOBILE)
        await over(stage)

    stage = on_stage(company({"daily_limit": 200}), play, talks())
    assert len(said(stage, CHOSEN)) == 3
    assert 150 < sum(spent(stage)) <= 200
    assert put_aside(stage) == sum(spent(stage))


def test_nothing_is_lost_when_the_process_is_killed_in_a_conversation() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("101@acme.test", MOBILE)
        await asyncio.sleep(52)
        await stage.dies()
        assert put_aside(stage) >= 50
        await over(stage)
        await stage.dies()
        assert put_aside(stage) == sum(spent(stage))

    stage = on_stage(company(**{"101": {"daily_limit": 100}}), play, talks())
    assert spent(stage) == [99]
    assert len(said(stage, SPENT)) == 1


def test_what_the_database_has_counted_is_not_counted_again() -> None:
    async def play(stage: Stage) -> None:
        for _ in range(2):
            stage.calls("101@acme.test", MOBILE)
            await over(stage)
        kept, _ = (each for each in stage.facts.all if each.kind == PAID)
        by_day: dict[tuple[UUID | None, date], int] = {(ident("101"), date(2026, 3, 2)): kept.data["amount"]}
        read = Spent(by_day, frozenset({(kept.call, kept.seq)}))
        stage.directory.put(replace(stage.account, parts={**stage.account.parts, Spent: read}))
        await stage.dies()
        assert put_aside(stage) == sum(spent(stage)) == 40

    on_stage(company(), play, talks(20))


def test_who_hangs_up_while_the_process_is_dead_has_talked_until_it_is_back() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("101@acme.test", MOBILE)
        await asyncio.sleep(32)
        (outside,) = (each for each in stage.phone.parties if "leg" in each)
        stage.phone.leave(outside)
        await stage.dies()
        await over(stage)

    assert spent(on_stage(company(), play, talks())) == [30]


def test_money_put_aside_while_it_rings_is_given_back() -> None:
    async def play(stage: Stage) -> None:
        behaviours: list[Behaviour] = [Rings(), Refuses(), Refuses(Cause.CONGESTION, 503)]
        for behaviour in behaviours:
            script = Script(phones={"trunk-orange": behaviour, "trunk-mtn": behaviour})
            stage.phone.script = script
            stage.calls("101@acme.test", MOBILE, Script(hangs_up=Moment(40)))
            await asyncio.sleep(10)
            await over(stage)
            assert put_aside(stage) == 0

    stage = on_stage(company(**{"101": {"daily_limit": 100}}), play)
    assert spent(stage) == []


def test_the_second_line_is_charged_at_its_own_price() -> None:
    described = company() | {"rates": {"orange/225": {"per_minute": 600}, "mtn/225": {"per_minute": 60}}}

    async def play(stage: Stage) -> None:
        stage.calls("101@acme.test", MOBILE)
        await over(stage)

    script = Script(phones={"trunk-orange": Refuses(Cause.CONGESTION, 503), "trunk-mtn": Answers(2, 20)})
    stage = on_stage(described, play, script)
    assert [(each["amount"] / UNITS, each["trunk"]) for each in said(stage, PAID)] == [
        (20, str(ident("mtn")))
    ]


def test_no_more_calls_at_once_than_there_may_be() -> None:
    async def play(stage: Stage) -> None:
        for each in DESKS:
            stage.calls(f"{each}@acme.test", MOBILE)
            await asyncio.sleep(5)
        stage.calls("101@acme.test", "180")
        await over(stage)

    stage = on_stage(company({"most_calls": 2}), play, talks(60))
    assert [each.says for each in stage.phone.heard] == [(OUTGOING_LINES_BUSY.fr,)]
    assert [leg.number for leg in stage.phone.legs] == ["+2250707070707", "+2250707070707", "180"]


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 400),
    st.lists(st.tuples(st.sampled_from(DESKS), st.integers(0, 90), st.integers(1, 200)), max_size=8),
    st.sampled_from([(1, 1), (60, 60), (30, 6)]),
)
def test_whatever_calls_come_no_limit_is_exceeded(
    limit: int, calls: list[tuple[str, int, int]], counted: tuple[int, int]
) -> None:
    described = company({"daily_limit": limit}, **{"101": {"daily_limit": limit // 2}})
    first, step = counted
    described["rates"] = {"225": {"per_minute": 60, "first_seconds": first, "step_seconds": step}}

    async def play(stage: Stage) -> None:
        for desk, pause, seconds in calls:
            stage.calls(f"{desk}@acme.test", MOBILE, Script(hangs_up=Moment(seconds)))
            await asyncio.sleep(pause)
            assert put_aside(stage) <= limit
            assert put_aside(stage, ident("101")) <= limit // 2
        await over(stage)

    stage = on_stage(described, play, talks())
    assert sum(spent(stage)) == put_aside(stage) <= limit
    own = till(stage.dispatcher.world)
    assert (own.tabs, own.meters) == ({}, {})
