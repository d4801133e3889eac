"""Parking: into a slot by phone, by keys and by number, out of it by anybody, back to who has parked."""

import asyncio

from palabre.calls.facts import Kind
from palabre.features.parking.commands import park_call, parked_calls
from palabre.features.parking.facts import PARKED, RECALLED, TAKEN, UNPARKED
from palabre.features.parking.spoken import NOTHING_PARKED, PARKING_FULL, parked_at
from palabre.features.parking.tests.office import (
    COMPANY,
    RINGING,
    SCRIPT,
    SECOND,
    at,
    client_talks,
    dials,
    over,
    parked,
    party,
    said,
    told,
)
from palabre.phone.script import Answers, Script
from tests.stage import Stage, on_stage


def test_keys_park_the_client_and_the_slot_is_said() -> None:
    async def play(stage: Stage) -> None:
        client, anna = await client_talks(stage)
        stage.phone.press(anna, "*700#")
        await asyncio.sleep(6)
        assert (said(stage, client), said(stage, anna)) == (["music"], [parked_at("701").fr])
        assert anna not in stage.phone.parties
        bob = await dials(stage, "bob", "701")
        assert stage.phone.together(client) == {bob}
        await over(stage, bob)

    stage = on_stage(COMPANY, play, SCRIPT)
    assert [(each["slot"], each["by"]) for each in told(stage, PARKED)] == [("701", "101")]
    assert [(each["slot"], each["by"]) for each in told(stage, TAKEN)] == [("701", "102")]
    assert [each["why"] for each in told(stage, UNPARKED)] == ["picked_up"]
    assert [each["with"] for each in stage.facts.of(Kind.TALK_STARTED)] == ["101", "102"]


def test_a_phone_transfers_to_a_slot_and_is_rung_back_with_it() -> None:
    async def play(stage: Stage) -> None:
        client, anna = await client_talks(stage)
        stage.phone.refer(anna, "705")
        stage.phone.refer(anna, "705")
        await asyncio.sleep(4)
        assert [each.subject for each in stage.phone.done if each.verb == "accept_transfer"] == [anna]
        leg = stage.phone.legs[-1]
        assert (leg.endpoint, leg.caller.number, leg.caller.name) == (at("anna"), "705", "Appel parqué")
        assert said(stage, leg.party) == [parked_at("705").fr]
        assert said(stage, client) == ["music"]
        await asyncio.sleep(5)
        assert stage.dispatcher.world.lines.count(at("anna")) == 0

    on_stage(COMPANY, play, SCRIPT)


def test_who_has_called_out_parks_whom_he_has_called() -> None:
    async def play(stage: Stage) -> None:
        anna = await dials(stage, "anna", "102", seconds=3)
        bob = party(stage, at("bob"))
        stage.phone.press(anna, "*700#")
        await asyncio.sleep(6)
        assert (said(stage, bob), anna in stage.phone.parties) == (["music"], False)
        carol = await dials(stage, "carol", "701")
        assert stage.phone.together(bob) == {carol}
        await over(stage, carol)

    on_stage(COMPANY, play, Script(phones={at("bob"): Answers(1)}))


def test_who_dials_the_park_number_hears_his_slot_and_waits_himself() -> None:
    async def play(stage: Stage) -> None:
        bob = await dials(stage, "bob", "700", seconds=5)
        assert said(stage, bob) == [parked_at("701").fr, "music"]
        carol = await dials(stage, "carol", "701")
        assert stage.phone.together(bob) == {carol}

    on_stage(COMPANY, play, SCRIPT)


def test_nobody_comes_and_who_has_parked_is_rung_while_the_music_plays_on() -> None:
    async def play(stage: Stage) -> None:
        client = await parked(stage)
        await asyncio.sleep(91)
        assert stage.phone.together(client) == {party(stage, at("anna"))}
        assert said(stage, client) == ["music"]
        await over(stage, client)

    stage = on_stage(COMPANY, play, SCRIPT)
    assert [each["to"] for each in told(stage, RECALLED)] == ["101"]
    assert [each["why"] for each in told(stage, UNPARKED)] == ["recalled"]


def test_who_never_takes_it_back_ends_the_wait_after_three_times() -> None:
    async def play(stage: Stage) -> None:
        client = await parked(stage)
        stage.phone.script = RINGING
        await asyncio.sleep(320)
        assert client not in stage.phone.parties
        assert stage.leftovers() == []

    stage = on_stage(COMPANY, play, SCRIPT)
    assert (len(told(stage, RECALLED)), told(stage, UNPARKED)[0]["why"]) == (3, "given_up")


def test_a_colleague_may_come_while_who_has_parked_is_rung() -> None:
    async def play(stage: Stage) -> None:
        client = await parked(stage)
        stage.phone.script = RINGING
        await asyncio.sleep(88)
        assert stage.dispatcher.world.lines.count(at("anna")) == 1
        bob = await dials(stage, "bob", "701")
        assert stage.phone.together(client) == {bob}
        assert stage.dispatcher.world.lines.count(at("anna")) == 0

    on_stage(COMPANY, play, SCRIPT)


def test_two_come_at_once_and_one_is_told_that_nobody_waits() -> None:
    async def play(stage: Stage) -> None:
        client = await parked(stage)
        stage.calls(at("bob"), "701")
        stage.calls(at("carol"), "701")
        await asyncio.sleep(1)
        bob, carol = party(stage, at("bob")), party(stage, at("carol"))
        assert stage.phone.together(client) == {bob}
        await asyncio.sleep(3)
        assert said(stage, carol) == [NOTHING_PARKED.fr]

    on_stage(COMPANY, play, SCRIPT)


def test_who_calls_an_empty_slot_is_told_so() -> None:
    async def play(stage: Stage) -> None:
        bob = await dials(stage, "bob", "705", seconds=5)
        assert said(stage, bob) == [NOTHING_PARKED.fr]
        assert bob not in stage.phone.parties

    on_stage(COMPANY, play, SCRIPT)


def test_slots_fill_up_and_are_free_again() -> None:
    async def play(stage: Stage) -> None:
        first = await parked(stage)
        second, anna = await client_talks(stage, SECOND)
        stage.phone.press(anna, "*700#")
        await asyncio.sleep(6)
        anna = party(stage, at("anna"))
        assert stage.phone.together(second) == {anna}
        bob = await dials(stage, "bob", "700", seconds=5)
        assert said(stage, bob) == [PARKING_FULL.fr]
        stage.phone.leave(first)
        await asyncio.sleep(1)
        stage.phone.press(anna, "*700#")
        await asyncio.sleep(5)
        assert said(stage, second) == ["music"]

    small = {**COMPANY, "parking": {"park_number": "700", "last_slot": "701"}}
    stage = on_stage(small, play, SCRIPT)
    assert [each["why"] for each in told(stage, UNPARKED)] == ["hung_up"]


def test_a_short_number_goes_before_a_slot_and_parking_can_be_off() -> None:
    async def taken(stage: Stage) -> None:
        client = await parked(stage)
        bob = await dials(stage, "bob", "702")
        assert stage.phone.together(client) == {bob}

    async def off(stage: Stage) -> None:
        _, anna = await client_talks(stage)
        stage.phone.press(anna, "*700#")
        await asyncio.sleep(1)
        assert told(stage, PARKED) == []

    extensions = {**COMPANY["extensions"], "701": {"phones": ["seven"]}}
    on_stage({**COMPANY, "extensions": extensions}, taken, SCRIPT)
    on_stage({**COMPANY, "parking": {"enabled": False}}, off, SCRIPT)


def test_a_program_parks_and_sees_who_waits() -> None:
    async def play(stage: Stage) -> None:
        client, _ = await client_talks(stage)
        wish = {"call": str(stage.call), "by": "101", "slot": None}
        assert await park_call(stage.dispatcher, stage.account, wish) == {"slot": "701"}
        await asyncio.sleep(5)
        (item,) = (await parked_calls(stage.dispatcher, stage.account, {}))["items"]
        assert (item["slot"], item["caller"], item["by"]) == ("701", "+2250700000001", "101")
        await over(stage, client)
        assert (await parked_calls(stage.dispatcher, stage.account, {})) == {"items": []}

    on_stage(COMPANY, play, SCRIPT)
