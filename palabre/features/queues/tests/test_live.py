"""Live queues on the fake switch: many callers, several agents, and whatever may happen between them."""

import asyncio
from collections import Counter
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from palabre.calls.adopt import adopt, living, restore
from palabre.calls.call import Call
from palabre.calls.directory import Account
from palabre.calls.parties import becomes_own
from palabre.calls.session import EndCall
from palabre.features.queues import facts as happened
from palabre.features.queues.commands import agent_state, queue_agents, queue_live
from palabre.features.queues.live import live
from palabre.features.queues.reserve import Place, Reserved, leave, stand
from palabre.features.queues.tests.sums import Sums, sum_up
from palabre.features.queues.wake import wake
from palabre.phone.events import Caller, LiveParty, SwitchUp
from palabre.phone.script import Absent, Answers, Behaviour, Moment, Press, Refuses, Rings, Script
from palabre.routing.plan import flow_by_key
from palabre.routing.resume import resume
from palabre.routing.walk import Do
from tests.company import ident
from tests.stage import Stage, on_stage

COMPANY: dict[str, Any] = {
    "extensions": {
        "101": {"phones": ["awa"]},
        "102": {"phones": ["koffi"]},
        "300": {"phones": ["caller"]},
    },
    "numbers": {"+2252720001000": "main"},
    "scenarios": {
        "main": {
            "document": {
                "start": "wait",
                "steps": {"wait": {"type": "queue", "fields": {"queue": str(ident("sales"))}}},
            }
        }
    },
    "trunks": ["orange"],
    "agents": {"yao": {"outside_number": "+2250709090909"}},
    "queues": {
        "sales": {"number": "600", "agents": ["101", "102"], "wrap_up_seconds": 10, "call_back_key": "5"},
        "support": {"number": "601", "agents": ["101", "102"], "strategy": "longest_idle"},
        "one": {"number": "602", "agents": ["101"], "misses_before_pause": 2, "leave_without_agents": False},
        "mobile": {"number": "603", "agents": ["yao"]},
        "known": {"number": "604", "agents": ["101", "102"], "familiar_hours": 1, "familiar_seconds": 8},
    },
}
ENOUGH = 600


def happenings(stage: Stage, kind: str) -> list[dict[str, Any]]:
    return [each.data for each in stage.facts.all if each.kind == kind]


async def callers(stage: Stage, *scripts: Script, dialled: str = "600", gap: float = 1) -> None:
    for script in scripts:
        stage.calls("caller@acme.test", dialled, script)
        await asyncio.sleep(gap)


def test_callers_are_served_in_the_order_of_their_arrival_and_agents_get_their_rest() -> None:
    async def play(stage: Stage) -> None:
        await callers(stage, *[Script()] * 6)
        await asyncio.sleep(ENOUGH)

    stage = on_stage(COMPANY, play, Script(others=Answers(2, 20)))
    answered = [each for each in stage.facts.all if each.kind == happened.ANSWERED]
    joined = [each.call for each in stage.facts.all if each.kind == happened.JOINED]
    assert [each.call for each in answered] == joined
    assert Counter(each.data["agent"] for each in answered) == {str(ident("101")): 3, str(ident("102")): 3}
    for agent in ("101", "102"):
        mine = [each for each in stage.facts.all if each.data.get("agent") == str(ident(agent))]
        rests = [
            (after.at - before.at).total_seconds()
            for before, after in zip(mine, mine[1:], strict=False)
            if before.kind == happened.SERVED
        ]
        assert all(each >= 10 for each in rests)


def test_an_agent_of_two_queues_talks_with_one_caller_at_a_time() -> None:
    async def play(stage: Stage) -> None:
        for queue in ("600", "601") * 4:
            await callers(stage, Script(), dialled=queue)
        await asyncio.sleep(ENOUGH)

    stage = on_stage(COMPANY, play, Script(others=Answers(3, 15)))
    busy: set[str] = set()
    for fact in stage.facts.all:
        if fact.kind == happened.OFFERED:
            assert fact.data["agent"] not in busy
            busy.add(fact.data["agent"])
        elif fact.kind in (happened.MISSED, happened.SERVED):
            busy.remove(fact.data["agent"])
    assert len(happenings(stage, happened.SERVED)) == 8
    assert busy == set()


def test_a_caller_comes_back_to_the_agent_who_knows_him_within_the_hour() -> None:
    async def play(stage: Stage) -> None:
        await callers(stage, Script(), dialled="604", gap=60)
        await callers(stage, Script(), dialled="604", gap=60)
        await asyncio.sleep(3600)
        await callers(stage, Script(), dialled="604", gap=60)

    stage = on_stage(COMPANY, play, Script(others=Answers(2, 20)))
    first, again, later = [each["agent"] for each in happenings(stage, happened.ANSWERED)]
    assert first == again != later


def test_a_mobile_agent_accepts_by_a_key() -> None:
    async def play(stage: Stage) -> None:
        await callers(stage, Script(), dialled="603", gap=6)
        (leg,) = [each.party for each in stage.phone.legs]
        assert happenings(stage, happened.ANSWERED) == []
        stage.phone.press(leg, "1")
        await asyncio.sleep(ENOUGH)

    stage = on_stage(COMPANY, play, Script(others=Answers(2, 60)))
    assert len(happenings(stage, happened.ANSWERED)) == 1
    assert [each.says for each in stage.phone.heard if "Tapez 1" in each.says[0]]


def test_a_mailbox_of_a_mobile_network_does_not_take_the_call() -> None:
    async def play(stage: Stage) -> None:
        await callers(stage, Script(hangs_up=Moment(60)), dialled="603", gap=100)

    stage = on_stage(COMPANY, play, Script(others=Answers(2, None)))
    assert {each["why"] for each in happenings(stage, happened.MISSED)} == {"not_accepted"}
    assert happenings(stage, happened.ANSWERED) == []


def test_who_misses_too_many_calls_is_paused_until_he_resumes() -> None:
    seen: list[dict[str, Any]] = []

    async def play(stage: Stage) -> None:
        await callers(stage, Script(), dialled="602", gap=100)
        who = {"queue": str(ident("one")), "from": 0}
        seen.append((await queue_agents(stage.dispatcher, stage.account, who))["agents"][0])
        stage.phone.script = Script(others=Answers(1, 5))
        body = {"agent": str(ident("101")), "state": "available", "reason": ""}
        await agent_state(stage.dispatcher, stage.account, body)
        await asyncio.sleep(ENOUGH)

    stage = on_stage(COMPANY, play, Script(others=Rings()))
    assert (seen[0]["state"], seen[0]["reason"], seen[0]["missed"]) == ("paused", "missed", 2)
    assert len(happenings(stage, happened.MISSED)) == 2
    assert happenings(stage, happened.ANSWERED)[0]["waited"] == 101_000


def test_who_asked_to_be_called_back_is_called_in_his_turn() -> None:
    async def play(stage: Stage) -> None:
        await callers(stage, Script(), Script())
        leaves = Script(presses=(Press("5", Moment(4)),))
        stage.calls("trunk-orange", "+2252720001000", leaves)
        await asyncio.sleep(1)
        await callers(stage, Script(), Script())
        await asyncio.sleep(ENOUGH)

    stage = on_stage(COMPANY, play, Script(phones={"+2250700000001": Answers(3, 30)}, others=Answers(1, 20)))
    (done,) = [each for each in stage.facts.all if each.kind == happened.CALL_BACK_DONE]
    assert done.data["why"] == "reached"
    answered = [each.call for each in stage.facts.all if each.kind == happened.ANSWERED]
    assert answered.index(done.call) == 2
    joined = [each.call for each in stage.facts.all if each.kind == happened.JOINED]
    assert [each for each in answered if each != done.call] == [*joined[:2], *joined[3:]]
    rang = [each.endpoint for each in stage.phone.legs]
    assert rang.index("trunk-orange") > 2


async def brings_somebody(stage: Stage, queue: str) -> None:
    """Another feature takes a place in line, as the robot does, and its agent talks with nobody for 20 s."""

    def begin(account: Account, reserved: Reserved) -> None:
        async def act(call: Call) -> None:
            party = await reserved.picks_up(call)
            if party is not None:
                with reserved.served(call):
                    becomes_own(call, party)
                    await asyncio.sleep(20)

        call = stage.dispatcher.call_out(account, Caller("+2250700000002"), "")
        stage.dispatcher.begin(call, Do(act))

    place = Place(uuid4(), "+2250700000002")
    stand(stage.dispatcher.world, stage.account, ident(queue), place, begin)
    await asyncio.sleep(400)
    leave(stage.dispatcher.world, stage.account.id, ident(queue), place.name)


def closing_time(stage: Stage) -> None:
    """Nobody is called back any more, and all calls end."""
    for line in live(stage.dispatcher.world).lines(stage.account.id):
        for name in list(line.callers):
            line.leave(name)
    for session in stage.dispatcher.sessions.values():
        session.call.inbox.put_nowait(EndCall())


PHONES = ("awa@acme.test", "koffi@acme.test", "+2250700000001")
BEHAVIOUR: st.SearchStrategy[Behaviour] = st.sampled_from(
    [Answers(2, 20), Answers(5, 60), Answers(1, None), Rings(), Absent(), Refuses()]
)
PATIENCE = st.builds(Moment, st.sampled_from([0.2, 3.0, 15.0, 90.0, 300.0]))
KEY = st.builds(Press, st.just("5"), PATIENCE)
CALLER = st.builds(Script, presses=st.tuples(KEY) | st.just(()), hangs_up=PATIENCE)
COMERS = st.lists(
    st.tuples(CALLER, st.sampled_from(["600", "601", "trunk", "place"])), min_size=1, max_size=8
)


@settings(max_examples=25, deadline=None)
@given(st.fixed_dictionaries({each: BEHAVIOUR for each in PHONES}), COMERS)
def test_whatever_happens_the_figures_agree_and_nothing_is_left(
    phones: dict[str, Behaviour], comers: list[tuple[Script, str]]
) -> None:
    """Callers by phone and over a trunk who wait, leave, ask to be called back; places of other features."""
    shown: dict[str, Any] = {}

    async def play(stage: Stage) -> None:
        places = []
        for script, way in comers:
            if way == "place":
                places.append(asyncio.create_task(brings_somebody(stage, "support")))
            elif way == "trunk":
                stage.calls("trunk-orange", "+2252720001000", script)
            else:
                stage.calls("caller@acme.test", way, script)
            await asyncio.sleep(0.5)
        await asyncio.sleep(1000)
        await asyncio.gather(*places)
        closing_time(stage)
        await asyncio.sleep(1)
        for name in ("sales", "support"):
            shown[name] = await queue_live(stage.dispatcher, stage.account, {"queue": str(ident(name))})
        assert stage.leftovers() == []

    stage = on_stage(COMPANY, play, Script(phones=phones))
    for name, seen in shown.items():
        agrees(seen, sum_up(stage.facts.all, str(ident(name))))


def agrees(seen: dict[str, Any], sums: Sums) -> None:
    """The counters of the process say the same as the log."""
    counted = ("joined", "answered", "abandoned", "called_back")
    assert [seen[each] for each in counted] == [getattr(sums, each) for each in counted]
    assert seen["waiting"] == 0
    assert sums.joined == sum(sums.left.values())
    assert sums.offered == sums.missed + sums.taken + sums.withdrawn
    assert sums.taken == sums.answered + sums.called_back


def test_after_a_crash_the_callers_are_in_line_as_before() -> None:
    """The process dies with five in line and comes back: they are served in the order of their arrival."""
    before: list[Any] = []

    async def first_life(stage: Stage) -> None:
        await callers(stage, *[Script()] * 5, dialled="602")
        before.extend(stage.facts.all)

    on_stage(COMPANY, first_life, Script(others=Rings()))
    order = [each.call for each in before if each.kind == happened.JOINED]

    async def second_life(stage: Stage) -> None:
        lefts = living(before)
        parties = tuple(LiveParty(each.party, True) for each in lefts)
        for left in reversed(lefts):
            stage.phone.revive(left.party)
            call = restore(stage.dispatcher.world, stage.account, left, stage.facts)
            flow = flow_by_key(stage.account, left.flow or "")
            assert flow is not None
            target = adopt(call, left, SwitchUp(parties), partial(resume, flows={flow.key: flow}))
            stage.dispatcher.begin(call, target)
        wake(stage.dispatcher, before)
        await asyncio.sleep(ENOUGH)

    stage = on_stage(COMPANY, second_life, Script(others=Answers(1, 10)))
    assert [each.call for each in stage.facts.all if each.kind == happened.ANSWERED] == order
    assert happenings(stage, happened.JOINED) == []


def test_lines_are_kept_apart_by_account() -> None:
    async def play(stage: Stage) -> None:
        await callers(stage, Script())
        assert len(list(live(stage.dispatcher.world).lines(stage.account.id))) == 1
        assert list(live(stage.dispatcher.world).lines(UUID(int=1))) == []

    on_stage(COMPANY, play, Script(others=Rings()))
