"""A phone that has switched do-not-disturb finds it so, though the service was restarted meanwhile."""

from contextlib import suppress
from typing import Any

from palabre.calls.adopt import living, restore
from palabre.features.extensions import do_not_disturb
from palabre.features.extensions.switch_disturb import DISTURB_SWITCHED, SwitchDisturb
from palabre.phone.port import Gone
from tests.company import ident
from tests.stage import Stage, on_stage

COMPANY: dict[str, Any] = {"extensions": {"101": {}, "102": {}}}


def test_a_restart_during_the_confirmation_does_not_switch_it_back() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("102@acme.test", "*64")
        await stage.facts.ended.wait()
        (left,) = living(stage.facts.all[:-1])
        call = restore(stage.dispatcher.world, stage.account, left, stage.facts)
        with suppress(Gone):
            await SwitchDisturb(extension=ident("102")).run(call)
        assert do_not_disturb(stage.account, ident("102"))
        assert not do_not_disturb(stage.account, ident("101"))

    stage = on_stage(COMPANY, play)
    assert stage.facts.kinds().count(DISTURB_SWITCHED) == 1
