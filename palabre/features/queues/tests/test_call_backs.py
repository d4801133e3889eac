"""Callers who left their place to their number: an agent is rung first, on all his phones."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from palabre.calls.facts import Kind
from palabre.features.queues import facts as happened
from palabre.features.queues.commands import queue_agents, queue_live
from palabre.features.queues.tests.sums import sum_up
from palabre.phone.script import Absent, Answers, Behaviour, Moment, Press, Refuses, Rings, Script
from tests.company import ident
from tests.stage import Stage, on_stage

CALLER, NUMBER, MOBILE = "+2250700000001", "+2252720001000", "+2250709090909"
LEAVES = Script(presses=(Press("5", Moment(2)),))
CLIENT = {CALLER: Answers(3, 30)}
ENOUGH = 900


def company(**queue: Any) -> dict[str, Any]:
    """Awa has two phones, Koffi one, Yao is on the road; one queue, which callers leave with 5."""
    usual = {"number": "600", "agents": ["101", "102"], "call_back_key": "5", "ring_seconds": 10}
    waits = {"type": "queue", "fields": {"queue": str(ident("sales"))}}
    return {
        "extensions": {
            "101": {"phones": ["awa", "soft"]},
            "102": {"phones": ["koffi"]},
            "300": {"phones": ["caller"]},
        },
        "agents": {"yao": {"outside_number": MOBILE}, "102": {"outside_number": queue.pop("koffi", None)}},
        "numbers": {NUMBER: "main"},
        "trunks": ["orange"],
        "scenarios": {"main": {"document": {"start": "wait", "steps": {"wait": waits}}}},
        "queues": {"sales": usual | queue},
    }


def happenings(stage: Stage, kind: str) -> list[dict[str, Any]]:
    return [each.data for each in stage.facts.all if each.kind == kind]


def rang(stage: Stage) -> list[str]:
    """Whose phones rang, in order: the part of the address before @."""
    return [(each.number or each.endpoint.partition("@")[0]) for each in stage.phone.legs]


def played(
    described: dict[str, Any], script: Script, play: Callable[[Stage], Awaitable[None]] | None = None
) -> Stage:
    """Somebody asks to be called back, then `play` and much time; at the end nothing is left over."""

    async def whole(stage: Stage) -> None:
        phones = dict(script.phones)
        stage.phone.script = Script(others=Rings())
        stage.calls("trunk-orange", NUMBER, LEAVES)
        await asyncio.sleep(1.5)
        stage.phone.script = Script(phones=phones, others=script.others)
        if play is not None:
            await play(stage)
        await asyncio.sleep(ENOUGH)
        assert stage.leftovers() == []

    return on_stage(described, whole, script)


def done(stage: Stage) -> list[str]:
    return [each["why"] for each in happenings(stage, happened.CALL_BACK_DONE)]


def states(seen: dict[str, Any]) -> dict[str, str]:
    return {each["name"]: each["state"] for each in seen["agents"]}


WHO = {"queue": str(ident("sales")), "from": 0}


def test_an_agent_on_a_mobile_accepts_by_a_key_before_anybody_is_called_back() -> None:
    async def play(stage: Stage) -> None:
        await asyncio.sleep(12)
        assert rang(stage)[-1] == MOBILE
        assert CALLER not in rang(stage)
        stage.phone.press(stage.phone.legs[-1].party, "1")

    script = Script(phones=CLIENT | {MOBILE: Answers(2, 60)})
    stage = played(company(agents=["yao"]), script, play)
    assert done(stage) == ["reached"]
    assert rang(stage).count(CALLER) == 1


def test_a_mailbox_that_picks_up_calls_nobody_back() -> None:
    async def play(stage: Stage) -> None:
        await asyncio.sleep(100)

    script = Script(phones=CLIENT | {MOBILE: Answers(2, 60)})
    stage = on_stage(company(agents=["yao"]), _leaves_then(play), script)
    assert {each["why"] for each in happenings(stage, happened.MISSED)} == {"not_accepted"}
    assert CALLER not in rang(stage)


def _leaves_then(play: Callable[[Stage], Awaitable[None]]) -> Callable[[Stage], Awaitable[None]]:
    async def whole(stage: Stage) -> None:
        stage.calls("trunk-orange", NUMBER, LEAVES)
        await play(stage)

    return whole


def test_all_phones_of_an_agent_ring_and_he_takes_the_one_he_likes() -> None:
    script = Script(phones=CLIENT | {"soft@acme.test": Answers(4, 60)})
    stage = played(company(agents=["101"]), script)
    assert rang(stage)[-3:] == ["awa", "soft", CALLER]
    assert done(stage) == ["reached"]
    elsewhere = [each for each in stage.phone.done if each.verb == "hang_up" and "ELSEWHERE" in each.detail]
    assert len(elsewhere) == 1


def test_a_phone_that_is_off_or_says_no_does_not_silence_the_others() -> None:
    script = Script(phones=CLIENT | {"awa@acme.test": Refuses(), "soft@acme.test": Answers(4, 60)})
    assert done(played(company(agents=["101"]), script)) == ["reached"]
    script = Script(phones=CLIENT | {"awa@acme.test": Absent(), "soft@acme.test": Answers(4, 60)})
    assert done(played(company(agents=["101"]), script)) == ["reached"]


def test_an_agent_on_his_desk_and_on_the_road_is_rung_on_both() -> None:
    script = Script(phones=CLIENT | {MOBILE: Answers(1, 60), "koffi@acme.test": Answers(5, 60)})
    stage = played(company(agents=["102"], koffi=MOBILE), script)
    assert rang(stage)[-3:] == ["koffi", MOBILE, CALLER]
    assert [each.says[0] for each in stage.phone.heard if "Tapez 1" in each.says[0]]
    assert done(stage) == ["reached"]


def test_where_all_ring_only_one_agent_at_a_time_rings_for_a_call_back() -> None:
    stage = played(
        company(strategy="all"), Script(phones=CLIENT | {"koffi@acme.test": Answers(4, 60)}, others=Rings())
    )
    ringing: set[str] = set()
    asked = next(each for each in stage.facts.all if each.kind == happened.CALL_BACK_ASKED)
    offers = 0
    for each in stage.facts.all[stage.facts.all.index(asked) :]:
        if each.kind == happened.OFFERED:
            assert not ringing
            ringing.add(each.data["agent"])
            offers += 1
        elif each.kind in (happened.MISSED, happened.ANSWERED):
            ringing.discard(each.data["agent"])
    assert (offers, rang(stage).count(CALLER), done(stage)) == (2, 1, ["reached"])


def test_an_agent_who_hangs_up_before_the_caller_is_called_costs_him_nothing() -> None:
    async def play(stage: Stage) -> None:
        await asyncio.sleep(20)
        stage.phone.script = Script(phones=CLIENT, others=Answers(1, 60))

    stage = played(company(agents=["102"], ring_seconds=5), Script(others=Answers(1, 0.5)), play)
    begun = happenings(stage, happened.CALL_BACK_BEGUN)
    assert [each["tries"] for each in begun] == [0]
    assert done(stage) == ["reached"]


def test_who_is_not_reached_is_called_three_times_and_then_given_up() -> None:
    stage = played(company(agents=["102"]), Script(phones={CALLER: Refuses()}, others=Answers(1, 200)))
    assert [each["again"] for each in happenings(stage, happened.CALL_BACK_DONE)] == [True, True, False]
    assert [each["tries"] for each in happenings(stage, happened.CALL_BACK_DONE)] == [1, 2, 3]
    assert rang(stage).count(CALLER) == 3


def test_misses_of_call_backs_count_when_it_comes_to_pausing() -> None:
    async def play(stage: Stage) -> None:
        await asyncio.sleep(60)
        seen.update(states(await queue_agents(stage.dispatcher, stage.account, WHO)))

    seen: dict[str, str] = {}
    on_stage(company(agents=["102"], misses_before_pause=2), _leaves_then(play), Script(others=Rings()))
    assert seen == {"102": "paused"}


@pytest.mark.parametrize("moment", [0.0, 1.0, 3.0, 5.0, 6.5, 8.0, 10.0, 15.0, 30.0])
def test_whenever_the_process_is_killed_nobody_is_called_back_twice(moment: float) -> None:
    """The agent picks up after 2 s; the caller's phone rings some seconds later, and he talks for 30."""

    async def play(stage: Stage) -> None:
        await asyncio.sleep(moment)
        await stage.dies()

    stage = played(company(agents=["102"]), Script(phones=CLIENT, others=Answers(2, 60)), play)
    assert rang(stage).count(CALLER) == 1


@pytest.mark.parametrize("behaviour", [Answers(2, 60), Rings()], ids=["reached", "rang in vain"])
def test_a_kill_while_nobody_was_called_yet_forgets_nobody(behaviour: Behaviour) -> None:
    async def play(stage: Stage) -> None:
        await asyncio.sleep(1)
        await stage.dies()

    stage = played(company(agents=["102"]), Script(phones={CALLER: behaviour}, others=Answers(2, 200)), play)
    assert rang(stage).count(CALLER) == (1 if behaviour == Answers(2, 60) else 3)


def test_after_a_restart_an_agent_who_talks_is_busy_and_then_free() -> None:
    """He is called by nobody while he talks with whom he has called back, and by the next caller after it."""
    seen: list[dict[str, str]] = []

    async def play(stage: Stage) -> None:
        await asyncio.sleep(25)
        assert len(happenings(stage, Kind.TALK_STARTED)) == 1
        await stage.dies()
        await asyncio.sleep(2)
        seen.append(states(await queue_agents(stage.dispatcher, stage.account, WHO)))
        stage.calls("caller@acme.test", "600", Script())
        await asyncio.sleep(2)
        assert rang(stage)[-1] == CALLER
        await asyncio.sleep(40)
        seen.append(states(await queue_agents(stage.dispatcher, stage.account, WHO)))

    stage = played(company(agents=["102"]), Script(phones=CLIENT, others=Answers(2, 60)), play)
    assert seen == [{"102": "talking"}, {"102": "talking"}]
    assert (rang(stage)[-1], done(stage)) == ("koffi", ["reached"])
    served = happenings(stage, happened.SERVED)
    assert [round(each["talked"] / 1000) for each in served] == [30, 60]
    assert served[0]["caller"] == CALLER


def test_call_backs_are_no_callers_but_agents_are_busy_with_them() -> None:
    seen: dict[str, Any] = {}

    async def play(stage: Stage) -> None:
        await asyncio.sleep(ENOUGH)
        seen.update(await queue_live(stage.dispatcher, stage.account, WHO))

    played(company(agents=["102"]), Script(phones=CLIENT, others=Answers(2, 60)), play)
    assert [seen[each] for each in ("joined", "answered", "abandoned", "called_back")] == [1, 0, 0, 1]


@pytest.mark.parametrize("moment", [0.0, 1.0, 3.0, 30.0])
def test_figures_agree_after_a_kill_too(moment: float) -> None:
    """Killed while phones ring for a caller and for a call-back, or while they talk."""

    async def play(stage: Stage) -> None:
        stage.calls("caller@acme.test", "600", Script(hangs_up=Moment(100)))
        await asyncio.sleep(1 + moment)
        await stage.dies()

    stage = played(company(), Script(phones=CLIENT, others=Answers(4, 30)), play)
    sums = sum_up(stage.facts.all, str(ident("sales")))
    assert sums.offered == sums.missed + sums.taken + sums.withdrawn
    assert (sums.joined, sums.left.total(), sums.answered, sums.called_back) == (2, 2, 1, 1)
