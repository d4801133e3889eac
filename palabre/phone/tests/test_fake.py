"""The fake switch keeps the promises of the port, so that steps tested on it work on the real one."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from palabre.kit.virtual_time import run_virtually
from palabre.phone.causes import Cause
from palabre.phone.events import (
    Answered,
    CallArrived,
    Caller,
    DigitPressed,
    HungUp,
    PlayingEnded,
    RecordingEnded,
    Ringing,
    SwitchEvent,
    SwitchUp,
)
from palabre.phone.fake import FakePhone
from palabre.phone.port import Gone, Leg, Phone, Sound
from palabre.phone.script import Absent, Answers, Behaviour, Moment, Press, Refuses, SaysNothing, Script

HELLO = Sound(Path("hello.wav"), "fifteen letters")
ARRIVED = CallArrived("caller", "trunk", "300", Caller(""))
LEG = Leg("leg", "desk@acme.test", Caller("+225"))
Happened = list[tuple[float, SwitchEvent]]


def happened(script: Script, play: Callable[[FakePhone], Awaitable[None]], seconds: float = 60) -> Happened:
    """What the switch tells, and when."""
    events: Happened = []

    async def main() -> None:
        phone: FakePhone = FakePhone(script)

        async def listen() -> None:
            async for event in phone.events():
                events.append((round(asyncio.get_running_loop().time(), 3), event))

        listening = asyncio.create_task(listen())
        await asyncio.sleep(0)
        await play(phone)
        await asyncio.sleep(seconds)
        listening.cancel()

    run_virtually(main)
    return events[1:]


def test_it_is_a_phone() -> None:
    phone: Phone = FakePhone()
    assert phone


def test_the_first_event_tells_what_there_is() -> None:
    async def main() -> SwitchEvent:
        return await anext(FakePhone().events())

    assert run_virtually(main) == SwitchUp()


def test_sounds_last_as_long_as_their_words() -> None:
    async def play(phone: FakePhone) -> None:
        phone.arrive(ARRIVED)
        await phone.play("caller", "p1", [HELLO, HELLO])

    assert happened(Script(), play)[1:] == [(2.0, PlayingEnded("caller", "p1"))]


def test_a_sound_that_is_stopped_ends_once() -> None:
    async def play(phone: FakePhone) -> None:
        phone.arrive(ARRIVED)
        await phone.play("caller", "p1", [HELLO])
        await asyncio.sleep(0.5)
        await phone.stop_playing("p1")
        await phone.stop_playing("p1")
        assert (phone.heard[0].seconds, phone.heard[0].cut) == (0.5, True)

    assert happened(Script(), play)[1:] == [(0.5, PlayingEnded("caller", "p1"))]


def test_a_caller_acts_after_seconds_and_after_prompts() -> None:
    presses = (Press("1", Moment(0.5)), Press("23", Moment(1, prompt=1)))

    async def play(phone: FakePhone) -> None:
        phone.arrive(ARRIVED)
        await phone.play("caller", "p1", [HELLO])

    assert happened(Script(presses, Moment(2, prompt=1)), play)[1:] == [
        (0.5, DigitPressed("caller", "1")),
        (1.0, PlayingEnded("caller", "p1")),
        (2.0, DigitPressed("caller", "2")),
        (2.1, DigitPressed("caller", "3")),
        (3.0, HungUp("caller", Cause.NORMAL)),
    ]


@pytest.mark.parametrize(
    ("behaviour", "events"),
    [
        (
            Answers(3, 5),
            [(0.1, Ringing("leg")), (3.0, Answered("leg")), (8.0, HungUp("leg", Cause.NORMAL))],
        ),
        (Refuses(Cause.CONGESTION, 503), [(0.2, HungUp("leg", Cause.CONGESTION, 503))]),
        (SaysNothing(), [(6.0, HungUp("leg", Cause.NO_RESPONSE, 408))]),
    ],
)
def test_a_dialled_side_does_what_it_should(behaviour: Behaviour, events: Happened) -> None:
    async def play(phone: FakePhone) -> None:
        await phone.dial(LEG)

    assert happened(Script(phones={"desk@acme.test": behaviour}), play) == events


def test_who_is_not_there_is_gone() -> None:
    async def play(phone: FakePhone) -> None:
        with pytest.raises(Gone):
            await phone.dial(LEG)
        for request in (phone.answer("x"), phone.ring("x"), phone.play("x", "p", [HELLO])):
            with pytest.raises(Gone):
                await request
        await phone.hang_up("x")
        await phone.disconnect("x")
        await phone.stop_recording("x")

    assert happened(Script(others=Absent()), play) == []


def test_a_recording_ends_by_a_key_by_the_clock_or_with_the_caller() -> None:
    async def play(phone: FakePhone) -> None:
        phone.arrive(ARRIVED)
        await phone.record("caller", "r1", Path("r.wav"), 30)
        await asyncio.sleep(4)
        phone.press("caller", "1#")
        await asyncio.sleep(1)
        await phone.record("caller", "r2", Path("r.wav"), 3)
        await asyncio.sleep(5)
        await phone.record("caller", "r3", Path("r.wav"), 30)
        await asyncio.sleep(2)
        phone.leave("caller")

    recorded = [event for _, event in happened(Script(), play) if isinstance(event, RecordingEnded)]
    assert [(each.recording, round(each.seconds, 3)) for each in recorded] == [
        ("r1", 4.1),
        ("r2", 3),
        ("r3", 2),
    ]


def test_who_leaves_is_in_no_bridge_and_does_nothing_more() -> None:
    async def play(phone: FakePhone) -> None:
        phone.arrive(ARRIVED)
        await phone.dial(LEG)
        await phone.connect("b", ["caller", "leg"])
        await phone.hang_up("leg", Cause.ANSWERED_ELSEWHERE)
        assert phone.bridges == {"b": {"caller"}}

    events = [event for _, event in happened(Script(others=Answers(3)), play)]
    assert events == [ARRIVED, HungUp("leg", Cause.ANSWERED_ELSEWHERE)]
