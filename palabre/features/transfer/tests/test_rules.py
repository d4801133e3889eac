"""Who may transfer and where to, what the target sees, whose time it is, and what survives a restart."""

import asyncio
from typing import Any

import pytest

from palabre.calls.facts import Fact, Kind
from palabre.calls.summary import Summary, fold
from palabre.features.transfer import facts
from palabre.features.transfer.tests.people import ANNA, CLIENT, COMPANY, OUTSIDE, Desk, script
from palabre.phone.script import Absent, Answers, Rings
from tests.company import ident
from tests.stage import Stage, on_stage

CAROL, DAN = "carol@acme.test", "dan@acme.test"
BY_PHONES = {"by_keys": False, "shows_caller": True}
SHOWS_ANNA = {"by_keys": True, "shows_caller": False}


def queue_of_anna() -> dict[str, Any]:
    """The public number leads into a queue that Anna answers."""
    wait = {"type": "queue", "fields": {"queue": str(ident("sales"))}, "exits": {}}
    wait["exits"] = {"full": "bye", "no_agent": "bye"}
    main = {"document": {"start": "wait", "steps": {"wait": wait, "bye": {"type": "hang_up"}}}}
    sales = {"number": "600", "agents": ["101"], "ring_seconds": 10}
    return {**COMPANY, "queues": {"sales": sales}, "scenarios": {**COMPANY["scenarios"], "main": main}}


def test_nobody_outside_transfers_by_keys() -> None:
    async def play(stage: Stage) -> None:
        desk = Desk(stage)
        await desk.begin()
        stage.phone.press(desk.client, "*103#")
        stage.phone.refer(desk.client, "103")
        await asyncio.sleep(5)
        assert stage.phone.together(desk.client) == {desk.anna}
        assert [each.subject for each in stage.phone.done if each.verb == "refuse_transfer"] == [desk.client]
        assert desk.facts(facts.TRANSFERRED) == []
        await desk.everybody_leaves()

    on_stage(COMPANY, play, script())


def test_codes_count_only_where_the_account_wants_them() -> None:
    async def play(stage: Stage) -> None:
        desk = Desk(stage)
        await desk.begin()
        await desk.blind("103")
        assert stage.phone.together(desk.client) == {desk.anna}
        desk.how = "phone"
        await desk.blind("103")
        await asyncio.sleep(4)
        assert stage.phone.together(desk.client) == {desk.party("carol")}
        await desk.everybody_leaves()

    on_stage({**COMPANY, "transfer": BY_PHONES}, play, script({CAROL: Answers(1)}))


def test_the_target_sees_the_caller_or_the_transferor_as_the_account_wants() -> None:
    async def play(stage: Stage) -> None:
        desk = Desk(stage)
        await desk.begin()
        await desk.blind("103")
        await desk.everybody_leaves()

    assert on_stage(COMPANY, play, script()).phone.legs[-1].caller.number == "+2250700000001"
    shown = on_stage({**COMPANY, "transfer": SHOWS_ANNA}, play, script()).phone.legs[-1].caller
    assert (shown.number, shown.name) == ("101", "Anna")


def test_who_comes_back_to_a_deserted_desk_is_told_so() -> None:
    async def play(stage: Stage) -> None:
        desk = Desk(stage)
        await desk.begin()
        stage.phone.script = script({ANNA: Rings(), CAROL: Absent()})
        await desk.blind("103")
        await asyncio.sleep(40)
        heard = [each.says for each in stage.phone.heard if each.party == desk.client]
        assert heard == [("Votre correspondant ne répond pas.",)]
        assert stage.leftovers() == []

    on_stage(COMPANY, play, script())


def test_a_code_takes_the_call_back_while_the_target_rings() -> None:
    async def play(stage: Stage) -> None:
        desk = Desk(stage)
        await desk.begin()
        await desk.blind("103")
        stage.calls(ANNA, "*1")
        await asyncio.sleep(2)
        assert stage.phone.together(desk.client) == {desk.party("anna")}
        assert desk.parties("carol") == []
        assert desk.facts(facts.TAKEN_BACK) == [{"to": "101"}]
        assert stage.facts.of(Kind.ENDED)[0]["into"] == str(desk.call.id)
        stage.calls(ANNA, "*1")
        await asyncio.sleep(0.1)
        assert len(stage.phone.heard) == 1
        await desk.everybody_leaves()

    on_stage(COMPANY, play, script())


def test_the_client_gives_up_during_a_consultation_and_the_two_go_on_talking() -> None:
    async def play(stage: Stage) -> None:
        desk = Desk(stage)
        await desk.begin()
        await desk.consult("103")
        await asyncio.sleep(3)
        stage.phone.leave(desk.client)
        await asyncio.sleep(3)
        carol = desk.party("carol")
        assert stage.phone.together(desk.anna) == {carol}
        stage.phone.leave(carol)
        await asyncio.sleep(3)
        assert stage.leftovers() == []

    on_stage(COMPANY, play, script({CAROL: Answers(1)}))


def test_an_agent_who_passes_a_caller_on_is_free_again() -> None:
    async def play(stage: Stage) -> None:
        desk = Desk(stage)
        await desk.begin()
        stage.calls(CLIENT, "+2252720001000")
        await asyncio.sleep(3)
        assert desk.parties("anna") == [desk.anna]
        await desk.blind("103")
        await asyncio.sleep(3)
        assert stage.phone.together(desk.client) == {desk.party("carol")}
        assert stage.phone.together(desk.party("anna")) == {desk.parties(CLIENT)[-1]}
        (served,) = desk.facts("queue_served")
        assert 4000 < served["talked"] < 8000
        await desk.everybody_leaves()

    on_stage(queue_of_anna(), play, script({CAROL: Answers(1)}))


def test_time_is_charged_to_who_really_talked() -> None:
    """Anna talks for three seconds, asks Carol for four, and Carol talks with the client for five."""

    async def play(stage: Stage) -> None:
        desk = Desk(stage, "api")
        await desk.begin()
        began = next(each.at for each in desk.log() if each.kind == Kind.TALK_STARTED)
        await asyncio.sleep(3 - (desk.call.now() - began).total_seconds())
        await desk.consult("103")
        await asyncio.sleep(5)
        await desk.complete()
        await asyncio.sleep(4.5)
        stage.phone.leave(desk.client)
        await asyncio.sleep(1)
        told = _talks(desk.log())
        assert [(who, round(seconds)) for who, seconds in told] == [("101", 3), ("103", 5)]
        assert round(_summary(desk.log()).talk_ms / 1000) == 8
        assert _summary(desk.log()).with_whom == "103"
        (other,) = {each.call for each in stage.facts.all} - {desk.call.id}
        asked = [each for each in stage.facts.all if each.call == other]
        assert [(who, round(seconds)) for who, seconds in _talks(asked)] == [("103", 4)]

    on_stage(COMPANY, play, script({CAROL: Answers(1)}))


def _talks(log: list[Fact]) -> list[tuple[str, float]]:
    talks: list[tuple[str, float]] = []
    for fact in log:
        if fact.kind == Kind.TALK_STARTED:
            talks.append((fact.data["with"], -fact.at.timestamp()))
        elif fact.kind == Kind.TALK_ENDED:
            talks[-1] = (talks[-1][0], talks[-1][1] + fact.at.timestamp())
    return talks


def _summary(log: list[Fact]) -> Summary:
    summary: Summary | None = None
    for fact in log:
        summary = fold(summary, fact)
    assert summary is not None
    return summary


def test_a_restart_during_a_consultation_changes_nothing() -> None:
    async def play(stage: Stage) -> None:
        desk = Desk(stage)
        await desk.begin()
        await desk.consult("103")
        await asyncio.sleep(3)
        await stage.dies()
        carol = desk.party("carol")
        assert stage.phone.together(desk.anna) == {carol}
        stage.phone.leave(desk.anna)
        await asyncio.sleep(1)
        assert stage.phone.together(desk.client) == {carol}
        await desk.everybody_leaves()

    on_stage(COMPANY, play, script({CAROL: Answers(1)}))


def test_after_a_restart_the_target_hangs_up_and_the_client_is_there_again() -> None:
    async def play(stage: Stage) -> None:
        desk = Desk(stage)
        await desk.begin()
        await desk.consult("103")
        await asyncio.sleep(3)
        await stage.dies()
        stage.phone.leave(desk.party("carol"))
        await asyncio.sleep(1)
        assert stage.phone.together(desk.client) == {desk.anna}
        await desk.everybody_leaves()

    on_stage(COMPANY, play, script({CAROL: Answers(1)}))


def test_a_call_that_was_on_its_way_when_the_process_died_still_comes_back() -> None:
    async def play(stage: Stage) -> None:
        desk = Desk(stage)
        await desk.begin()
        await desk.blind("103")
        await stage.dies()
        await asyncio.sleep(30)
        assert stage.phone.together(desk.client) == {desk.party("anna")}
        await desk.everybody_leaves()

    on_stage(COMPANY, play, script())


def test_a_phone_joins_two_clients_whichever_of_them_called() -> None:
    """A client has called Anna, and she has called another one outside."""

    async def play(stage: Stage) -> None:
        desk = Desk(stage, "phone")
        await desk.begin()
        await desk.consult(OUTSIDE)
        await asyncio.sleep(3)
        stage.phone.refer(desk.second, "", desk.anna)  # from the other of her two calls
        await asyncio.sleep(1)
        (other,) = set(desk.parties(CLIENT)) - {desk.client}
        assert [each["to"] for each in desk.facts(facts.TRANSFERRED)] == [OUTSIDE]
        assert stage.phone.together(desk.client) == {other}
        assert list(stage.dispatcher.sessions) == [desk.call.id]
        await desk.everybody_leaves()

    on_stage(COMPANY, play, script({OUTSIDE: Answers(1)}))


def test_who_asks_turns_from_one_to_the_other_and_brings_all_together() -> None:
    async def play(stage: Stage) -> None:
        desk = Desk(stage)
        phone = stage.phone
        await desk.begin()
        await desk.consult("103")
        await asyncio.sleep(3)
        carol = desk.party("carol")
        for keys, hears in (("*2", {desk.client}), ("*2", {carol}), ("*3", {desk.client, carol})):
            phone.press(desk.anna, keys)
            await asyncio.sleep(1)
            assert phone.together(desk.anna) == hears
        await desk.complete()
        assert phone.together(desk.client) == {carol}
        await asyncio.sleep(2)
        stage.phone.leave(carol)
        await asyncio.sleep(2)
        assert stage.leftovers() == []

    on_stage(COMPANY, play, script({CAROL: Answers(1)}))


@pytest.mark.parametrize("keys", ["", "*2", "*3"])
@pytest.mark.parametrize("leaver", ["client", "carol", "anna"])
def test_whoever_leaves_whenever_the_two_others_talk(keys: str, leaver: str) -> None:
    async def play(stage: Stage) -> None:
        desk = Desk(stage)
        await desk.begin()
        await desk.consult("103")
        await asyncio.sleep(3)
        people = {"client": desk.client, "carol": desk.party("carol"), "anna": desk.anna}
        stage.phone.press(desk.anna, keys)
        await asyncio.sleep(1)
        if keys:
            await stage.dies()
        stage.phone.leave(people.pop(leaver))
        await asyncio.sleep(1)
        one, two = people.values()
        assert stage.phone.together(one) == {two}
        await desk.everybody_leaves()

    on_stage(COMPANY, play, script({CAROL: Answers(1)}))
