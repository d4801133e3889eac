"""After a restart of the call process a caller in a menu still has his language and his way back."""

import asyncio
from pathlib import Path
from typing import Any

from palabre.calls.adopt import adopt, living, restore
from palabre.calls.call import World
from palabre.calls.dispatcher import Dispatcher, Wiring
from palabre.calls.facts import Fact, Kind
from palabre.calls.sounds import SilentSounds
from palabre.kit.virtual_time import VirtualClock
from palabre.phone.events import SwitchUp
from palabre.phone.script import Script
from palabre.routing.resume import resume
from palabre.routing.walk import follow
from tests.company import Company
from tests.stage import MONDAY_MORNING, Facts, Stage, on_stage


def menu(text: str, key: str, then: str, **more: Any) -> dict[str, Any]:
    exits = {key: then, "no_key": "bye", "wrong_key": "bye"}
    return {"type": "menu", "fields": {"prompt": {"text": text}, "keys": [key], **more}, "exits": exits}


CHOICES = [{"key": "1", "language": "fr"}, {"key": "2", "language": "en"}]
STEPS = {
    "choose": {
        "type": "language",
        "fields": {"choices": CHOICES},
        "exits": {"done": "main", "no_key": "main"},
    },
    "main": menu("Main menu.", "1", "sub"),
    "sub": menu("Below it.", "5", "bye", back_key="*"),
    "bye": {"type": "hang_up"},
}
COMPANY = {
    "scenarios": {"welcome": {"document": {"start": "choose", "steps": STEPS}}},
    "numbers": {"+2252720001000": "welcome"},
    "trunks": ["orange"],
}


async def restarted(stage: Stage) -> Facts:
    """The call process dies, and a new one takes up what its journal holds."""
    stage.running.cancel()
    await asyncio.sleep(0)
    (left,) = living(stage.facts.all)
    directory = await Company(COMPANY).directory()
    account, facts = directory.accounts[stage.account.id], Facts()
    world = World(stage.phone, SilentSounds(), VirtualClock(MONDAY_MORNING), Path())
    flows = {left.flow or "": stage.flow(left.flow or "")}

    def switched(up: SwitchUp) -> None:
        call = restore(world, account, left, facts)
        dispatcher.begin(call, adopt(call, left, up, lambda call, left: resume(call, left, flows)))

    dispatcher = Dispatcher(Wiring(world, directory, follow, facts, lambda _: None, switched))
    stage.running = asyncio.create_task(dispatcher.run())
    return facts


def test_language_and_way_back_survive() -> None:
    later: list[Fact] = []

    async def play(stage: Stage) -> None:
        stage.calls("trunk-orange", "+2252720001000")
        caller = next(iter(stage.phone.parties))
        for key in "211":
            await asyncio.sleep(1)
            stage.phone.press(caller, key)
        await asyncio.sleep(0.5)
        facts = await restarted(stage)
        for key in "9*":
            await asyncio.sleep(4)
            stage.phone.press(caller, key)
        await asyncio.sleep(2)
        stage.phone.leave(caller)
        await facts.ended.wait()
        later.extend(facts.all)

    on_stage(COMPANY, play, Script())
    entered = [each.data["step"] for each in later if each.kind == Kind.STEP_ENTERED]
    said = [text for each in later if each.kind == Kind.PLAYED for text in each.data["said"]]
    assert entered == ["sub", "main"]
    assert "That is not a valid choice." in said
