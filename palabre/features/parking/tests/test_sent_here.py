"""Parking after a restart, and by transfers."""

import asyncio
from pathlib import Path

from palabre.calls.adopt import adopt, living, restore
from palabre.calls.call import World
from palabre.calls.dispatcher import Dispatcher, Wiring
from palabre.calls.facts import Fact
from palabre.calls.sounds import SilentSounds
from palabre.features.parking.facts import PARKED, TAKEN, UNPARKED
from palabre.features.parking.spoken import parked_at
from palabre.features.parking.tests.office import (
    COMPANY,
    SCRIPT,
    at,
    client_talks,
    dials,
    over,
    parked,
    party,
    said,
    told,
)
from palabre.kit import discover
from palabre.kit.virtual_time import VirtualClock
from palabre.phone.events import SwitchUp
from palabre.routing.resume import resume
from palabre.routing.walk import follow
from tests.company import Company
from tests.stage import MONDAY_MORNING, Facts, Stage, on_stage


async def restarted(stage: Stage) -> Facts:
    """The call process dies, and a new one takes up what its journal holds."""
    stage.running.cancel()
    await asyncio.sleep(0)
    lefts = living(stage.facts.all)
    flows = {left.flow or "": stage.flow(left.flow or "") for left in lefts}
    directory = await Company(COMPANY).directory()
    account, facts = directory.accounts[stage.account.id], Facts()
    world = World(stage.phone, SilentSounds(), VirtualClock(MONDAY_MORNING), Path())

    def switched(up: SwitchUp) -> None:
        for left in lefts:
            call = restore(world, account, left, facts)
            stage.dispatcher.begin(call, adopt(call, left, up, lambda call, left: resume(call, left, flows)))

    stage.dispatcher = Dispatcher(Wiring(world, directory, follow, facts, lambda _: None, switched))
    stage.running = asyncio.create_task(stage.dispatcher.run())
    await asyncio.sleep(0.5)
    return facts


def test_after_a_restart_everybody_waits_in_his_slot() -> None:
    later: list[Fact] = []

    async def play(stage: Stage) -> None:
        client = await parked(stage, keys="*707#")
        await asyncio.sleep(30)
        facts = await restarted(stage)
        bob = await dials(stage, "bob", "707")
        assert stage.phone.together(client) == {bob}
        later.extend(facts.all)

    on_stage(COMPANY, play, SCRIPT)
    assert [each.kind for each in later if each.kind in (PARKED, TAKEN, UNPARKED)] == [TAKEN, UNPARKED]


def test_who_asks_first_hears_the_slot_and_leaves_the_client_there() -> None:
    async def play(stage: Stage) -> None:
        client, anna = await client_talks(stage)
        stage.phone.press(anna, "*700")
        await asyncio.sleep(8)
        assert said(stage, anna) == [parked_at("701").fr, "music"]
        stage.phone.leave(anna)
        await asyncio.sleep(3)
        bob = await dials(stage, "bob", "701")
        assert stage.phone.together(client) == {bob}
        await over(stage, bob)

    on_stage(COMPANY, play, SCRIPT)


def test_who_completes_while_the_slot_is_being_told_leaves_the_client_in_that_slot() -> None:
    async def play(stage: Stage) -> None:
        client, anna = await client_talks(stage)
        stage.phone.press(anna, "*703")
        await asyncio.sleep(3.5)
        stage.phone.leave(anna)
        await asyncio.sleep(3)
        (slot,) = {each["slot"] for each in told(stage, PARKED)}
        bob = await dials(stage, "bob", slot)
        assert stage.phone.together(client) == {bob}

    on_stage(COMPANY, play, SCRIPT)


def test_a_program_transfers_to_the_park_number_and_the_client_waits() -> None:
    async def play(stage: Stage) -> None:
        client, _ = await client_talks(stage)
        commands = [each.COMMANDS for each in discover.modules("palabre.features", "commands")]
        transfer = next(each["transfer"] for each in commands if "transfer" in each)
        wish = {"call": str(stage.call), "by": "101", "to": "700", "attended": False}
        await transfer(stage.dispatcher, stage.account, wish)
        await asyncio.sleep(3)
        assert said(stage, client) == ["music"]
        await asyncio.sleep(91)
        assert stage.phone.together(client) == {party(stage, at("anna"))}

    on_stage(COMPANY, play, SCRIPT)
