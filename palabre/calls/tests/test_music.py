"""Music behind a call goes on while the call does other things, and never over what the caller shall hear."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from palabre.calls.adopt import living, restore
from palabre.calls.call import Call
from palabre.calls.dispatcher import Dispatcher, Wiring
from palabre.calls.facts import Keep, Kind
from palabre.calls.parties import ring_together, talk
from palabre.kit.virtual_time import run_virtually
from palabre.phone.events import Caller
from palabre.phone.fake import FakePhone
from palabre.phone.port import Leg, Sound
from palabre.phone.script import Answers, Script
from tests.company import Company
from tests.stage import Facts, Stage

WALTZ, HELLO = Sound(Path("waltz.wav"), "waltz"), Sound(Path("hello.wav"), "fifteen letters")
Act = Callable[[Call], Awaitable[None]]


def call_that(act: Act, script: Script | None = None) -> tuple[FakePhone, Facts]:
    """Somebody calls, and the call does something."""
    stage = Stage(Company({"extensions": {"101": {"phones": ["desk"]}}}), script or Script())

    async def main() -> None:
        await stage.begin()
        stage.running.cancel()
        wiring = stage.dispatcher.wiring
        stage.dispatcher = Dispatcher(
            Wiring(stage.dispatcher.world, wiring.directory, lambda call, _: act(call), *_rest(wiring))
        )
        stage.running = asyncio.create_task(stage.dispatcher.run())
        stage.calls("desk@acme.test", "102")
        await stage.facts.ended.wait()
        stage.running.cancel()

    run_virtually(main)
    return stage.phone, stage.facts


def _rest(wiring: Wiring) -> tuple[Keep, Callable[..., None], Callable[..., None]]:
    return wiring.keep, wiring.seen, wiring.switched


def verbs(phone: FakePhone) -> list[str]:
    return [each.verb for each in phone.done if each.verb != "hang_up"]


def test_music_lasts_until_it_is_stopped() -> None:
    async def act(call: Call) -> None:
        await call.start_music([WALTZ])
        await asyncio.sleep(5)
        await call.stop_music()
        await call.stop_music()

    phone, facts = call_that(act)
    assert [(each.says, each.seconds) for each in phone.heard] == [(("waltz",), 5.0)]
    assert facts.of(Kind.MUSIC_STARTED) == [{"said": ["waltz"]}]
    assert facts.kinds().count(Kind.MUSIC_STOPPED) == 1


def test_without_a_choice_the_stock_music_plays() -> None:
    async def act(call: Call) -> None:
        await call.start_music()
        await asyncio.sleep(1)

    assert call_that(act)[0].heard[0].says == ("music",)


def test_a_prompt_stops_the_music_first() -> None:
    async def act(call: Call) -> None:
        await call.start_music([WALTZ])
        await call.play([HELLO])

    assert verbs(call_that(act)[0]) == ["start_music", "stop_music", "play"]


def test_a_recording_stops_the_music_first() -> None:
    async def act(call: Call) -> None:
        await call.start_music([WALTZ])
        await call.record(Path("x.wav"), 3)

    assert verbs(call_that(act)[0]) == ["start_music", "stop_music", "record"]


def test_music_goes_on_while_phones_ring_and_ends_before_the_conversation() -> None:
    async def act(call: Call) -> None:
        await call.answer()
        await call.start_music([WALTZ])
        attempt = await ring_together(call, [Leg("leg", "desk@acme.test", Caller(""))], 20, "101")
        await talk(call, attempt.answered or "", "101")

    phone, _ = call_that(act, Script(phones={"desk@acme.test": Answers(4, 5)}))
    assert verbs(phone) == ["answer", "start_music", "dial", "stop_music", "connect", "disconnect"]
    assert phone.heard[0].seconds == pytest.approx(4.0)


def test_a_caller_who_leaves_is_not_asked_anything_any_more() -> None:
    async def act(call: Call) -> None:
        await call.start_music([WALTZ])
        call.world.phone.leave(call.party)  # type: ignore[attr-defined]  # the fake's
        await asyncio.sleep(9)

    phone, facts = call_that(act)
    assert verbs(phone) == ["start_music"]
    assert facts.all[-1].data["by"] == "caller"


def test_a_call_taken_up_again_knows_that_music_plays() -> None:
    async def act(call: Call) -> None:
        await call.start_music([WALTZ])
        (left,) = living(call.log.facts)
        again = restore(call.world, call.account, left, Facts())
        assert again.music
        await call.stop_music()
        (left,) = living(call.log.facts)
        assert not restore(call.world, call.account, left, Facts()).music

    _, facts = call_that(act)
    assert Kind.FAILED not in facts.kinds()
