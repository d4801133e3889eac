"""Attempts on the fake switch: whoever is killed at whatever step, the client is rung once at most."""

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest

from palabre.calls import spoken
from palabre.calls.facts import Kind
from palabre.features.robot_controller import facts as happened
from palabre.features.robot_controller.attempts import attempts
from palabre.features.robot_controller.commands import robot_call, robot_drop, robot_look
from palabre.features.robot_controller.wake import wake
from palabre.phone.causes import Cause
from palabre.phone.script import Answers, Moment, Refuses, Rings, Script
from tests.company import ident
from tests.stage import Stage, on_stage

COMPANY: dict[str, Any] = {
    "extensions": {"101": {"phones": ["awa"]}, "102": {"phones": ["koffi"]}},
    "numbers": {"+2252720001000": "main", "+2252720002000": "main"},
    "scenarios": {
        "main": {
            "document": {
                "start": "wait",
                "steps": {"wait": {"type": "queue", "fields": {"queue": str(ident("sales"))}}},
            }
        }
    },
    "trunks": ["orange"],
    "queues": {"sales": {"number": "600", "agents": ["101", "102"], "ring_seconds": 10}},
}
CLIENT, MOBILE = "+2250700000009", "+2250709090909"
CALLED = "+2252720002000"
ORDER: dict[str, Any] = {
    "entry": str(uuid4()),
    "claim": str(uuid4()),
    "queue": str(ident("sales")),
    "number": CLIENT,
    "called": CALLED,
    "client_first": False,
    "notice_id": None,
    "notice_text": None,
}
TALKS = Script(phones={CLIENT: Answers(4, 20)}, others=Answers(3, 60))
ENOUGH = 200


async def order(stage: Stage, **more: Any) -> str:
    return str((await robot_call(stage.dispatcher, stage.account, {**ORDER, **more}))["state"])


def to_client(stage: Stage) -> list[str]:
    """Whom the client saw calling, each time his phone rang."""
    return [each.caller.number for each in stage.phone.legs if each.uri is not None and CLIENT in each.uri]


def happenings(stage: Stage, kind: str) -> list[Mapping[str, Any]]:
    return [each.data for each in stage.facts.all if each.kind == kind]


def results(stage: Stage) -> list[str]:
    return [each["why"] for each in happenings(stage, happened.RESULT)]


def played(script: Script, **more: Any) -> Stage:
    async def play(stage: Stage) -> None:
        wake(stage.dispatcher, ())
        assert await order(stage, **more) == "standing"
        await asyncio.sleep(ENOUGH)
        assert stage.leftovers() == []

    return on_stage(COMPANY, play, script)


def test_the_agent_picks_up_first_and_the_client_sees_the_number_that_he_had_called() -> None:
    stage = played(TALKS)
    kinds = stage.facts.kinds()
    assert kinds.index(Kind.ANSWERED) < kinds.index(happened.CLIENT) < kinds.index(Kind.DIALLED)
    assert to_client(stage) == [CALLED]
    assert results(stage) == ["reached"]
    assert len(happenings(stage, Kind.TALK_STARTED)) == 1


@pytest.mark.parametrize(
    ("client", "why"), [(Refuses(), "busy"), (Rings(), "no_answer")], ids=["busy", "no answer"]
)
@pytest.mark.parametrize("client_first", [False, True])
def test_the_client_is_not_reached(client: Any, why: str, client_first: bool) -> None:
    stage = played(Script(phones={CLIENT: client}, others=Answers(1, 100)), client_first=client_first)
    assert (to_client(stage), results(stage)) == ([CALLED], [why])


def test_no_agent_picks_up_so_no_client_is_rung() -> None:
    async def play(stage: Stage) -> None:
        wake(stage.dispatcher, ())
        await order(stage)
        await asyncio.sleep(ENOUGH)

    stage = on_stage(COMPANY, play, Script(others=Rings()))
    assert to_client(stage) == []
    assert len(stage.phone.legs) > 2


def test_the_agents_phones_ring_by_their_levels() -> None:
    phones = {"awa": {"level": 1, "ring_seconds": 4}, "side": {"level": 1}, "soft": {"level": 2}}
    company = COMPANY | {"extensions": {"101": {"phones": phones}, "102": {"phones": []}}}

    async def play(stage: Stage) -> None:
        wake(stage.dispatcher, ())
        await order(stage)
        await asyncio.sleep(ENOUGH)
        assert stage.leftovers() == []

    soft = {"soft@acme.test": Answers(2, 60), CLIENT: Answers(4, 20)}
    stage = on_stage(company, play, Script(phones=soft, others=Rings()))
    rang = [each.endpoint.partition("@")[0] for each in stage.phone.legs]
    assert rang[:3] == ["awa", "side", "soft"]
    assert results(stage) == ["reached"]


def test_the_agent_hangs_up_during_the_notice() -> None:
    stage = played(Script(phones={CLIENT: Answers(4, 20)}, others=Answers(3, 1)))
    assert (to_client(stage), results(stage)) == ([], ["operator_left"])


def test_the_client_first() -> None:
    stage = played(TALKS, client_first=True)
    assert to_client(stage) == [CALLED]
    assert stage.phone.legs[0].uri is not None
    assert results(stage) == ["reached"]


def test_the_agent_hangs_up_while_the_clients_phone_rings() -> None:
    stage = played(Script(phones={CLIENT: Rings()}, others=Answers(3, 10)))
    assert (to_client(stage), results(stage)) == ([CALLED], ["no_operator"])


def test_client_first_and_the_agent_does_not_pick_up() -> None:
    stage = played(Script(phones={CLIENT: Answers(2, 100)}, others=Rings()), client_first=True)
    assert (to_client(stage), results(stage)) == ([CALLED], ["no_operator"])
    assert [each.says[0] for each in stage.phone.heard][-1] == spoken.ROBOT_SORRY.fr
    assert len(happenings(stage, "queue_missed")) == 1


def test_client_first_over_another_carrier_where_one_fails() -> None:
    company = COMPANY | {"trunks": ["orange", "mtn"]}
    script = Script(phones={"trunk-orange": Refuses(Cause.CONGESTION, 503), CLIENT: Answers(2, 20)})

    async def play(stage: Stage) -> None:
        wake(stage.dispatcher, ())
        stage.phone.script = Script(phones=script.phones, others=Answers(1, 60))
        await order(stage, client_first=True)
        await asyncio.sleep(ENOUGH)
        assert stage.leftovers() == []

    stage = on_stage(company, play)
    assert results(stage) == ["reached"]
    assert [each.endpoint for each in stage.phone.legs][:2] == ["trunk-orange", "trunk-mtn"]


def test_client_first_and_the_client_does_not_wait() -> None:
    stage = played(Script(phones={CLIENT: Answers(2, 1)}, others=Rings()), client_first=True)
    assert results(stage) == ["no_answer"]


@pytest.mark.parametrize("client_first", [False, True])
def test_where_all_ring_one_agent_at_a_time_rings_for_a_client(client_first: bool) -> None:
    """The first does not pick up, the second does."""
    company = COMPANY | {"queues": {"sales": {"agents": ["101", "102"], "strategy": "all"}}}
    script = Script(phones={CLIENT: Answers(2, 100), "koffi@acme.test": Answers(3, 60)}, others=Rings())

    async def play(stage: Stage) -> None:
        wake(stage.dispatcher, ())
        await order(stage, client_first=client_first)
        await asyncio.sleep(1)
        assert len(stage.phone.parties) == 1
        await asyncio.sleep(ENOUGH)
        assert stage.leftovers() == []

    stage = on_stage(company, play, script)
    assert results(stage) == ["no_operator" if client_first else "reached"]
    assert to_client(stage) == [CALLED]


def test_a_mobile_agent_accepts_by_a_key_client_first_too() -> None:
    company = COMPANY | {
        "agents": {"yao": {"outside_number": MOBILE}},
        "queues": {"sales": {"agents": ["yao"], "ring_seconds": 20}},
    }
    script = Script(phones={CLIENT: Answers(2, 60), MOBILE: Answers(2, 100)})

    async def play(stage: Stage) -> None:
        wake(stage.dispatcher, ())
        await order(stage, client_first=True)
        await asyncio.sleep(15)
        assert happenings(stage, Kind.TALK_STARTED) == []
        stage.phone.press(stage.phone.legs[-1].party, "1")
        await asyncio.sleep(ENOUGH)
        assert stage.leftovers() == []

    assert results(on_stage(company, play, script)) == ["reached"]


def test_an_order_that_comes_twice_is_carried_out_once() -> None:
    seen: list[str] = []

    async def play(stage: Stage) -> None:
        wake(stage.dispatcher, ())
        for _ in range(60):
            seen.append(await order(stage))
            await asyncio.sleep(1)

    stage = on_stage(COMPANY, play, TALKS)
    assert to_client(stage) == [CALLED]
    assert (seen[0], seen[-1]) == ("standing", "begun")


def test_who_speaks_with_the_company_at_this_moment_is_left_alone() -> None:
    async def play(stage: Stage) -> None:
        wake(stage.dispatcher, ())
        stage.calls("trunk-orange", CALLED, Script(hangs_up=Moment(30)))
        await asyncio.sleep(10)
        assert await order(stage, number="+2250700000001") == "talking"
        asked = {"queues": [ORDER["queue"]], "numbers": [CLIENT, "+2250700000001"]}
        seen = await robot_look(stage.dispatcher, stage.account, asked)
        assert (seen["talking"], seen["free"]) == (["+2250700000001"], {ORDER["queue"]: 1})
        await asyncio.sleep(ENOUGH)

    on_stage(COMPANY, play, Script(others=Answers(2, 100)))


def test_emergency_services_and_own_numbers_are_never_called() -> None:
    async def play(stage: Stage) -> None:
        wake(stage.dispatcher, ())
        assert await order(stage, number="110") == "forbidden"
        assert await order(stage, number="+2252720001000") == "own_number"
        await asyncio.sleep(ENOUGH)

    assert on_stage(COMPANY, play, TALKS).phone.legs == []


def test_an_attempt_is_dropped_as_long_as_the_client_was_not_rung() -> None:
    async def play(stage: Stage) -> None:
        wake(stage.dispatcher, ())
        await order(stage)
        await asyncio.sleep(1)
        assert (await robot_drop(stage.dispatcher, stage.account, ORDER))["dropped"]
        await asyncio.sleep(ENOUGH)
        assert stage.leftovers() == []

    assert to_client(on_stage(COMPANY, play, TALKS)) == []


@pytest.mark.parametrize("moment", [0, 0.5, 2, 3.5, 6, 9, 12, 20, 40])
def test_killed_at_any_moment_the_client_is_rung_once(moment: float) -> None:
    """What stands in the journal is all that a new process knows; the order comes again every few seconds."""

    async def play(stage: Stage) -> None:
        wake(stage.dispatcher, ())
        await order(stage)
        await asyncio.sleep(moment)
        await stage.dies()
        assert attempts(stage.dispatcher.world).awake
        for _ in range(30):
            await order(stage)
            await asyncio.sleep(5)

    stage = on_stage(COMPANY, play, TALKS)
    assert len(to_client(stage)) == 1
    assert len(happenings(stage, happened.CLIENT)) == 1
