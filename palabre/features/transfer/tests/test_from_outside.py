"""Eve (105) is an extension whose only phone is outside: by keys she transfers as anybody does."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from palabre.calls.facts import Kind
from palabre.features.transfer import facts
from palabre.features.transfer.tests.people import CLIENT, COMPANY, OUTSIDE, Desk, script
from palabre.phone.script import Answers, Refuses
from tests.company import ident
from tests.stage import Stage, on_stage

EVE, CAROL, ABROAD = "+2250709080706", "carol@acme.test", "+33123456789"
EXTENSIONS = {
    **COMPANY["extensions"],
    "105": {"name": "Eve", "kind": "external", "outside": EVE, "phones": {}},
}
RINGS_EVE = {
    "document": {
        "start": "eve",
        "steps": {"eve": {"type": "dial_extension", "fields": {"extension": str(ident("105"))}}},
    }
}
WITH_EVE: dict[str, Any] = {
    **COMPANY,
    "extensions": EXTENSIONS,
    "scenarios": {**COMPANY["scenarios"], "main": RINGS_EVE},
    "outgoing": {"rules": {"105": {"permission": "mobile"}}},
}


class Outside(Desk):
    """The client and Eve talk; what she does then."""

    async def begin(self) -> None:
        """The client calls, and Eve picks up."""
        self.stage.calls(CLIENT, "+2252720001000")
        await asyncio.sleep(3)
        (self.call,) = (each.call for each in self.stage.dispatcher.sessions.values())
        self.client, self.anna = self.call.party, self.stage.phone.legs[-1].party
        assert self.stage.phone.together(self.client) == {self.anna}


def played(act: Callable[[Outside], Awaitable[None]], *answers: str) -> None:
    """Eve and the client talk, something happens, and everybody goes home."""

    async def play(stage: Stage) -> None:
        desk = Outside(stage)
        await desk.begin()
        await act(desk)
        await desk.everybody_leaves()

    on_stage(WITH_EVE, play, script({EVE: Answers(1), **dict.fromkeys(answers, Answers(1))}))


def test_she_passes_a_caller_on() -> None:
    async def act(desk: Outside) -> None:
        await desk.blind("103")
        await asyncio.sleep(3)
        assert desk.stage.phone.together(desk.client) == {desk.party("carol")}
        assert desk.anna not in desk.stage.phone.parties
        (told,) = desk.facts(facts.TRANSFERRED)
        assert (told["by"], told["extension"], told["how"]) == ("105", str(ident("105")), "keys")

    played(act, CAROL)


def test_she_asks_first_and_goes_on_being_who_she_is() -> None:
    async def act(desk: Outside) -> None:
        await desk.consult("103")
        await asyncio.sleep(3)
        carol = desk.party("carol")
        assert desk.stage.phone.together(desk.anna) == {carol}
        desk.stage.phone.press(desk.anna, "*1")
        await asyncio.sleep(1)
        assert desk.stage.phone.together(desk.client) == {desk.anna}
        await desk.stage.dies()
        await desk.consult("103")
        await asyncio.sleep(3)
        await desk.complete()
        assert desk.stage.phone.together(desk.client) == {desk.party("carol")}

    played(act, CAROL)


def test_nobody_takes_it_and_her_phone_rings_again() -> None:
    async def act(desk: Outside) -> None:
        desk.stage.phone.script = script({EVE: Answers(1), CAROL: Refuses()})
        await desk.blind("103")
        await asyncio.sleep(5)
        assert [each["to"] for each in desk.facts(facts.RETURNED)] == ["105"]
        assert desk.stage.phone.together(desk.client) == {desk.stage.phone.legs[-1].party}

    played(act)


def test_she_may_call_where_she_may_call_and_nowhere_else() -> None:
    async def act(desk: Outside) -> None:
        await desk.blind(ABROAD)
        await asyncio.sleep(10)
        assert ABROAD not in [each["number"] for each in desk.facts("outside_chosen")]
        desk.anna = desk.stage.phone.legs[-1].party
        assert desk.stage.phone.together(desk.client) == {desk.anna}
        await desk.blind(OUTSIDE)
        await asyncio.sleep(3)
        assert [each["with"] for each in desk.facts(Kind.TALK_STARTED)][-1] == OUTSIDE
        assert desk.anna not in desk.stage.phone.parties

    played(act, OUTSIDE)


def test_she_does_it_from_a_call_to_which_she_was_passed_on() -> None:
    """Anna has asked her first, and left: Eve has come from another call."""

    async def play(stage: Stage) -> None:
        desk = Desk(stage)
        await desk.begin()
        await desk.consult("105")
        await asyncio.sleep(2)
        await desk.complete()
        (eve,) = stage.phone.together(desk.client)
        stage.phone.press(eve, "*103#")
        await asyncio.sleep(4)
        assert stage.phone.together(desk.client) == {desk.party("carol")}
        assert [each["by"] for each in desk.facts(facts.TRANSFERRED)] == ["101", "105"]
        await desk.everybody_leaves()

    company = {**COMPANY, "extensions": EXTENSIONS}
    on_stage(company, play, script({EVE: Answers(1), CAROL: Answers(1)}))


def test_whom_somebody_has_called_outside_does_not_transfer() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("anna@acme.test", OUTSIDE)
        await asyncio.sleep(3)
        desk = Desk(stage)
        (called,) = stage.phone.together(desk.party("anna"))
        stage.phone.press(called, "*103#")
        stage.phone.refer(called, "103")
        await asyncio.sleep(3)
        assert stage.phone.together(called) == {desk.party("anna")}
        assert desk.facts(facts.TRANSFERRED) == []
        await desk.everybody_leaves()

    on_stage({**COMPANY, "extensions": EXTENSIONS}, play, script({OUTSIDE: Answers(1)}))
