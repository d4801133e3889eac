"""Who is on which phone is known at every moment, and after a restart too."""

import asyncio

from palabre.calls.adopt import adopt, living, restore
from palabre.calls.call import World
from palabre.calls.facts import Keep
from palabre.calls.sounds import SilentSounds
from palabre.features import extensions
from palabre.kit.virtual_time import VirtualClock
from palabre.phone.events import SwitchUp
from palabre.phone.script import Absent, Answers, Script
from tests.company import ident
from tests.stage import MONDAY_MORNING, Stage, on_stage

COMPANY = {
    "numbers": {"+2252720001000": None},
    "trunks": ["orange"],
    "extensions": {"101": {"phones": ["desk", "soft", "off"]}, "102": {"phones": ["front"]}},
}
DESK, SOFT, OFF, FRONT = (f"{each}@acme.test" for each in ("desk", "soft", "off", "front"))
SCRIPT = Script(phones={DESK: Answers(2), OFF: Absent()})


def busy(stage: Stage, world: World, digits: str) -> int:
    """The calls of an extension."""
    return extensions.busy_calls(world, stage.account.part(extensions.Extensions).by_id[ident(digits)])


def test_phones_are_on_the_line_from_the_first_ring_until_they_leave() -> None:
    async def play(stage: Stage) -> None:
        lines = stage.dispatcher.world.lines
        stage.calls(FRONT, "101")
        await asyncio.sleep(1)
        assert [lines.count(each) for each in (FRONT, DESK, SOFT, OFF)] == [1, 1, 1, 0]
        assert (busy(stage, stage.dispatcher.world, "101"), busy(stage, stage.dispatcher.world, "102")) == (
            1,
            1,
        )
        await asyncio.sleep(2)
        assert [lines.count(each) for each in (FRONT, DESK, SOFT, OFF)] == [1, 1, 0, 0]
        (party,) = lines.of(DESK)
        assert lines.parties[party].call == stage.call
        stage.phone.leave(party)
        await asyncio.sleep(1)
        assert stage.leftovers() == []

    on_stage(COMPANY, play, SCRIPT)


def test_a_party_that_changes_its_call_keeps_its_line() -> None:
    async def play(stage: Stage) -> None:
        lines = stage.dispatcher.world.lines
        stage.calls(FRONT, "101")
        await asyncio.sleep(3)
        old = stage.dispatcher.sessions[stage.call].call
        other = stage.dispatcher.new_call(stage.account, "elsewhere")
        (party,) = lines.of(DESK)
        other.own(party)
        old.disown(party)
        assert (lines.of(DESK), lines.parties[party].call) == (frozenset({party}), other.id)
        other.disown(party)
        other.disown("elsewhere")
        assert lines.count(DESK) == 0

    on_stage(COMPANY, play, SCRIPT)


def test_after_a_restart_the_switch_tells_who_is_on_which_phone() -> None:
    async def play(stage: Stage) -> None:
        stage.calls(FRONT, "101")
        await asyncio.sleep(3)
        up = await anext(stage.phone.events())
        assert isinstance(up, SwitchUp)
        (left,) = living(stage.facts.all)
        world = World(stage.phone, SilentSounds(), VirtualClock(MONDAY_MORNING), stage.dispatcher.world.files)
        call = restore(world, stage.account, left, Keep())
        adopt(call, left, up, lambda call, left: None)
        assert {line.endpoint for line in world.lines.parties.values()} == {FRONT, DESK}
        assert (busy(stage, world, "101"), busy(stage, world, "102")) == (1, 1)

    on_stage(COMPANY, play, SCRIPT)
