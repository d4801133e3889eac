"""Whichever way Anna asks, the client gets to the same place by the same facts: targets and outcomes."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from palabre.features.transfer import facts
from palabre.features.transfer.tests.people import ANNA, COMPANY, OUTSIDE, Desk, How, script
from palabre.phone.causes import Cause
from palabre.phone.script import Absent, Answers, Behaviour, Refuses, Rings
from tests.stage import Stage, on_stage

WAYS: tuple[How, ...] = ("phone", "keys", "api")
NUMBERS = {
    "extension": "103",
    "queue": "600",
    "menu": "300",
    "mailbox": "200",
    "conference": "800",
    "outside": OUTSIDE,
}
PHONES = {"extension": "carol@acme.test", "queue": "dan@acme.test", "outside": OUTSIDE}
MISSED: dict[str, Behaviour] = {
    "busy": Refuses(),
    "no_answer": Rings(),
    "unavailable": Absent(),
    "rejected": Refuses(Cause.REJECTED, 603),
}
WORDS = {"busy": "transfer_busy", "no_answer": "transfer_no_answer", "unavailable": "transfer_unavailable"}


def played(
    how: How, act: Callable[[Desk], Awaitable[None]], phones: dict[str, Behaviour] | None = None
) -> None:
    """Anna and the client talk, something happens, and everybody goes home."""

    async def play(stage: Stage) -> None:
        desk = Desk(stage, how)
        await desk.begin()
        await act(desk)
        await desk.everybody_leaves()

    on_stage(COMPANY, play, script(phones))


def is_there(desk: Desk, target: str) -> None:
    """The client is with the target, and Anna is not."""
    phone = desk.stage.phone
    assert desk.parties("anna") == []
    match target:
        case "extension":
            assert phone.together(desk.client) == {desk.party("carol")}
        case "queue":
            assert phone.together(desk.client) == {desk.party("dan")}
        case "outside":
            assert phone.together(desk.client) == {desk.parties("trunk-orange")[-1]}
        case "menu":
            assert any(each.says == ("Tapez 1.",) for each in phone.heard if each.party == desk.client)
        case "mailbox":
            assert [each.subject for each in phone.done if each.verb == "record"][-1] == desk.client
        case "conference":
            assert desk.facts("conference_joined")
            assert desk.call_with(desk.client).seat.bridge or desk.call_with(desk.client).music


@pytest.mark.parametrize("target", NUMBERS)
@pytest.mark.parametrize("how", WAYS)
def test_blind_and_the_target_takes_it(how: How, target: str) -> None:
    async def act(desk: Desk) -> None:
        await desk.blind(NUMBERS[target])
        await asyncio.sleep(6)
        is_there(desk, target)
        (told,) = desk.facts(facts.TRANSFERRED)
        dialled = NUMBERS[target] if how != "keys" else NUMBERS[target].replace("+", "00")
        assert (told["by"], told["to"], told["manner"], told["how"]) == ("101", dialled, "blind", how)

    played(how, act, dict.fromkeys(PHONES.values(), Answers(2)))


@pytest.mark.parametrize("target", ["extension", "outside"])
@pytest.mark.parametrize("outcome", MISSED)
@pytest.mark.parametrize("how", WAYS)
def test_blind_and_the_target_does_not_take_it(how: How, outcome: str, target: str) -> None:
    why = {"rejected": "busy"}.get(outcome, outcome)

    async def act(desk: Desk) -> None:
        await desk.blind(NUMBERS[target])
        await asyncio.sleep(75 if outcome == "no_answer" else 6)
        back = desk.party("anna")
        assert back != desk.anna
        assert desk.stage.phone.together(desk.client) == {back}
        assert [each["why"] for each in desk.facts(facts.RETURNED)] == [why]
        assert [each.says for each in desk.stage.phone.heard if each.party == back] != []

    played(how, act, {PHONES[target]: MISSED[outcome]})


@pytest.mark.parametrize("how", WAYS)
def test_a_queue_without_agents_gives_the_call_back(how: How) -> None:
    async def act(desk: Desk) -> None:
        await desk.blind("601")
        await asyncio.sleep(10)
        assert [each["to"] for each in desk.facts(facts.RETURNED)] == ["101"]
        assert desk.stage.phone.together(desk.client) == {desk.party("anna")}

    played(how, act)


@pytest.mark.parametrize("target", NUMBERS)
@pytest.mark.parametrize("how", WAYS)
def test_attended_and_the_target_takes_it(how: How, target: str) -> None:
    async def act(desk: Desk) -> None:
        await desk.consult(NUMBERS[target])
        await asyncio.sleep(6)
        assert desk.stage.phone.together(desk.client) <= {desk.anna}
        await desk.complete()
        await asyncio.sleep(6)
        is_there(desk, target)
        told = desk.facts(facts.TRANSFERRED)[0]
        talks = target in ("extension", "queue", "outside")
        assert told["manner"] == ("attended" if talks else "semi_attended")
        assert told["by"] == "101"

    played(how, act, dict.fromkeys(PHONES.values(), Answers(2)))


@pytest.mark.parametrize("target", ["extension", "outside", "queue"])
@pytest.mark.parametrize("how", WAYS)
def test_semi_attended_and_the_target_answers(how: How, target: str) -> None:
    async def act(desk: Desk) -> None:
        await desk.consult(NUMBERS[target])
        await asyncio.sleep(1)
        rang = len(desk.stage.phone.legs)
        await desk.complete()
        await asyncio.sleep(9)
        is_there(desk, target)
        assert len(desk.stage.phone.legs) == rang, "the phone that rang went on ringing"

    played(how, act, dict.fromkeys(PHONES.values(), Answers(5)))


@pytest.mark.parametrize("target", ["extension", "outside"])
@pytest.mark.parametrize("outcome", ["busy", "no_answer", "rejected"])
@pytest.mark.parametrize("how", WAYS)
def test_semi_attended_and_the_target_does_not_take_it(how: How, outcome: str, target: str) -> None:
    behaviour = {"busy": Refuses(seconds=4), "rejected": Refuses(Cause.REJECTED, 603, 4)}.get(
        outcome, Rings()
    )

    async def act(desk: Desk) -> None:
        await desk.consult(NUMBERS[target])
        await asyncio.sleep(1)
        await desk.complete()
        await asyncio.sleep(75 if outcome == "no_answer" else 9)
        assert desk.stage.phone.together(desk.client) == {desk.party("anna")}
        why = "no_answer" if outcome == "no_answer" else "busy"
        assert [each["why"] for each in desk.facts(facts.RETURNED)] == [why]

    played(how, act, {PHONES[target]: behaviour})


@pytest.mark.parametrize("outcome", MISSED)
@pytest.mark.parametrize("how", ["keys", "api"])
def test_attended_and_the_target_is_not_there(how: How, outcome: str) -> None:
    async def act(desk: Desk) -> None:
        await desk.consult("103")
        await asyncio.sleep(30 if outcome == "no_answer" else 8)
        assert desk.stage.phone.together(desk.client) == {desk.anna}
        why = {"rejected": "busy"}.get(outcome, outcome)
        assert [each["why"] for each in desk.facts(facts.RETURNED)] == [why]
        assert desk.facts("talk_started")[-1]["with"] == "101"

    played(how, act, {"carol@acme.test": MISSED[outcome]})


@pytest.mark.parametrize("how", ["keys", "api"])
def test_the_target_hangs_up_during_the_consultation(how: How) -> None:
    async def act(desk: Desk) -> None:
        await desk.consult("103")
        await asyncio.sleep(4)
        assert desk.stage.phone.together(desk.anna) == {desk.party("carol")}
        desk.stage.phone.leave(desk.party("carol"))
        await asyncio.sleep(1)
        assert desk.stage.phone.together(desk.client) == {desk.anna}
        assert [each["why"] for each in desk.facts(facts.RETURNED)] == ["left"]

    played(how, act, {"carol@acme.test": Answers(2)})


@pytest.mark.parametrize("seconds", [1, 5])
@pytest.mark.parametrize("how", ["keys", "api"])
def test_the_transferor_takes_the_call_back(how: How, seconds: int) -> None:
    async def act(desk: Desk) -> None:
        await desk.consult("103")
        await asyncio.sleep(seconds)
        await desk.take_back()
        assert desk.stage.phone.together(desk.client) == {desk.anna}
        assert desk.parties("carol") == []
        assert [each["why"] for each in desk.facts(facts.RETURNED)] == ["taken_back"]

    played(how, act, {"carol@acme.test": Answers(3)})


@pytest.mark.parametrize("how", WAYS[:2])
def test_nobody_has_the_number(how: How) -> None:
    async def act(desk: Desk) -> None:
        await desk.blind("999")
        await asyncio.sleep(6)
        assert desk.stage.phone.together(desk.client) == {desk.anna}
        assert [each["why"] for each in desk.facts(facts.REFUSED)] == ["number_unknown"]
        refused = [each for each in desk.stage.phone.done if each.verb == "refuse_transfer"]
        heard = [each for each in desk.stage.phone.heard if each.party == desk.anna]
        assert (len(refused), len(heard)) == ((1, 0) if how == "phone" else (0, 1))

    played(how, act)


def test_the_transferor_called_himself() -> None:
    """Anna has called Bob: when she passes him on, he takes the caller's place."""

    async def play(stage: Stage) -> None:
        stage.calls(ANNA, "102")
        await asyncio.sleep(3)
        desk = Desk(stage)
        desk.anna, desk.client = desk.party("anna"), desk.party("bob")
        await desk.blind("103")
        await asyncio.sleep(4)
        assert stage.phone.together(desk.client) == {desk.party("carol")}
        assert stage.phone.legs[-1].caller.number == "102"
        assert desk.parties("anna") == []
        await desk.everybody_leaves()

    on_stage(COMPANY, play, script({"bob@acme.test": Answers(1), "carol@acme.test": Answers(2)}))
