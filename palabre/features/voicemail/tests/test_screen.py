"""The owner of a mailbox listens while a message is being left, and picks up."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from palabre.calls.facts import Kind
from palabre.features.voicemail.commands import messages_being_left, screen_message
from tests.ids import ident
from tests.stage import Stage, on_stage

COMPANY: dict[str, Any] = {
    "trunks": ["orange"],
    "numbers": {"+2252720001000": None},
    "extensions": {"101": {"phones": ["awa"]}, "102": {"phones": ["kofi"]}},
    "mailboxes": {"200": {"extension": "101", "number": "+2252720001000"}},
}


def with_a_caller(play: Callable[[Stage, str], Awaitable[None]]) -> Stage:
    """Somebody speaks into the mailbox for six seconds; then something happens, and all hang up."""

    async def act(stage: Stage) -> None:
        stage.calls("trunk-orange", "+2252720001000")
        await asyncio.sleep(10)
        caller = next(iter(stage.phone.parties))
        await play(stage, caller)
        for party in list(stage.phone.parties):
            stage.phone.leave(party)
        await asyncio.sleep(5)
        assert stage.leftovers() == []

    return on_stage(COMPANY, act)


def test_he_hears_the_caller_who_goes_on_speaking() -> None:
    async def play(stage: Stage, caller: str) -> None:
        stage.calls("awa@acme.test", "*65")
        await asyncio.sleep(2)
        (ear,) = stage.phone.ears
        (inside,) = stage.phone.bridges.values()
        assert ear in inside and caller not in inside and len(inside) == 2
        stage.phone.leave(caller)
        await asyncio.sleep(2)
        assert stage.phone.parties == {}

    stage = with_a_caller(play)
    (recorded,) = stage.facts.of(Kind.RECORDED)
    assert recorded["seconds"] > 6
    assert stage.facts.kinds().count("message_screened") == 2


def test_he_picks_up_and_what_was_said_so_far_stays_a_message() -> None:
    async def play(stage: Stage, caller: str) -> None:
        stage.calls("awa@acme.test", "*65")
        await asyncio.sleep(2)
        (awa,) = stage.phone.parties.keys() - {caller, *stage.phone.ears}
        stage.phone.press(awa, "1")
        await asyncio.sleep(3)
        (inside,) = stage.phone.bridges.values()
        assert inside == {caller, awa}

    stage = with_a_caller(play)
    (recorded,) = stage.facts.of(Kind.RECORDED)
    assert recorded["seconds"] > 6
    assert [each["with"] for each in stage.facts.of(Kind.TALK_STARTED)] == ["101"]


def test_the_portal_shows_who_speaks_and_rings_ones_own_phone_to_listen() -> None:
    shown: list[Any] = []

    async def play(stage: Stage, caller: str) -> None:
        wanted = {"mailbox": str(ident("200"))}
        shown.append(await messages_being_left(stage.dispatcher, stage.account, wanted))
        asked = {"extension": str(ident("101")), "wanted": None, "take": True}
        await screen_message(stage.dispatcher, stage.account, asked)
        await asyncio.sleep(8)

    stage = with_a_caller(play)
    (found,) = shown[0]["calls"]
    assert found["caller"] == "+2250700000001"
    assert stage.phone.legs[0].endpoint == "awa@acme.test"


def test_a_colleague_hears_nothing() -> None:
    async def play(stage: Stage, caller: str) -> None:
        stage.calls("kofi@acme.test", "*65")
        await asyncio.sleep(5)
        assert stage.phone.ears == {}

    stage = with_a_caller(play)
    assert stage.phone.heard[-1].says == ("Personne ne laisse de message en ce moment.",)
