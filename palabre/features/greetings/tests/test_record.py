"""Nothing that was spoken is lost, whenever its speaker hangs up."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from palabre.calls.dispatcher import Dispatcher
from palabre.calls.sounds import SilentSounds
from palabre.features.greetings.record import GREETING_RECORDED
from palabre.kit.audio import AudioFacts
from palabre.kit.virtual_time import run_virtually
from palabre.phone.script import Moment, Press, Script
from tests.company import Company
from tests.stage import Stage

SPOKEN, POLISHING = 4.0, 2.0


class SlowSounds(SilentSounds):
    """Takes its time to make a recording a sound."""

    async def polish(self, recorded: Path, target: Path) -> AudioFacts | None:
        """As long as it takes."""
        await asyncio.sleep(POLISHING)
        return AudioFacts(SPOKEN - 0.2, -20, -3)


@pytest.mark.parametrize("later", [0.1, 1.0, 1.9, 2.5, 5.0])
def test_who_hangs_up_after_speaking_has_left_a_greeting(later: float) -> None:
    ends = Press("#", Moment(SPOKEN, prompt=1))
    stage = Stage(
        Company({"extensions": {"101": {"phones": ["desk"]}}}),
        Script((ends,), hangs_up=Moment(SPOKEN + later, prompt=1)),
    )

    async def main() -> None:
        await stage.begin()
        stage.running.cancel()
        wiring = stage.dispatcher.wiring
        slow = replace(wiring, world=replace(wiring.world, sounds=SlowSounds()))
        stage.dispatcher = Dispatcher(slow)
        stage.running = asyncio.create_task(stage.dispatcher.run())
        stage.calls("desk@acme.test", "077")
        await stage.facts.ended.wait()
        stage.running.cancel()

    run_virtually(main)
    (recorded,) = [each.data for each in stage.facts.all if each.kind == GREETING_RECORDED]
    assert recorded["seconds"] == SPOKEN - 0.2
    assert stage.facts.all[-1].data["by"] == "caller"
