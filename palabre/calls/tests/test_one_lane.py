"""No call holds up the others: while a sound runs, nothing is asked that must wait for its end.

The switch carries out what we ask one thing after the other. Picking up or connecting a party waits in it
until the sound or recording of that party has ended, and every request of every other call waits behind it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

import pytest

from palabre.calls.session import EndCall, Redirect
from palabre.kit.virtual_time import run_virtually
from palabre.phone.fake import FakePhone
from palabre.phone.port import Sound
from palabre.phone.script import Answers, Moment, Press, Script
from palabre.routing.plan import find
from palabre.routing.walk import Begin
from tests.company import Company, ident
from tests.stage import Stage

COMPANY = {
    "extensions": {"101": {"phones": ["desk"]}, "102": {"phones": ["front"]}},
    "mailboxes": {"200": {"max_seconds": 20}},
    "scenarios": {
        "menu": {
            "number": "300",
            "document": {
                "start": "menu",
                "steps": {
                    "menu": {
                        "type": "menu",
                        "fields": {"prompt": {"text": "Tapez 1, ou attendez."}, "keys": ["1"]},
                        "exits": {"1": "dial", "no_key": "dial", "wrong_key": "dial"},
                    },
                    "dial": {"type": "dial_extension", "fields": {"extension": str(ident("101"))}},
                },
            },
        }
    },
}
TURNS = 20
"""So many turns of the loop see a call from its arrival to its sound and to its recording."""


class OneLane(FakePhone):
    """Notes what a switch with one lane would have held up; what has been asked cannot be taken back."""

    def __init__(self, script: Script) -> None:
        super().__init__(script)
        self.held_up: list[str] = []
        self._busy: dict[str, tuple[str, asyncio.Future[None]]] = {}

    async def play(self, party: str, playing: str, sounds: Sequence[Sound]) -> None:
        """The party is busy until the sound is stopped or over."""
        await self._ask(party, playing, super().play(party, playing, sounds))

    async def record(self, party: str, recording: str, target: Path, max_seconds: int) -> None:
        """The party is busy until the recording is stopped or over."""
        await self._ask(party, recording, super().record(party, recording, target, max_seconds))

    async def stop_playing(self, playing: str) -> None:
        """The party is free again."""
        self._busy.pop(playing, None)
        await super().stop_playing(playing)

    async def stop_recording(self, recording: str) -> None:
        """The party is free again."""
        self._busy.pop(recording, None)
        await super().stop_recording(recording)

    async def answer(self, party: str) -> None:
        """Waits for the end of the party's sound."""
        self._look("answer", [party])
        await super().answer(party)

    async def connect(self, bridge: str, parties: Sequence[str]) -> None:
        """Waits for the end of the parties' sounds."""
        self._look("connect", parties)
        await super().connect(bridge, parties)

    async def _ask(self, party: str, what: str, request: Coroutine[Any, Any, None]) -> None:
        asked = asyncio.ensure_future(request)
        self._busy[what] = (party, asked)
        await asyncio.shield(asked)

    def _look(self, verb: str, parties: Sequence[str]) -> None:
        running = self._playing.keys() | self._recording.keys()
        for name, (party, asked) in self._busy.items():
            if party in parties and (name in running or not asked.done()):
                self.held_up.append(f"{verb} {party}")


@pytest.mark.parametrize("number", ["200", "300"])
@pytest.mark.parametrize("seconds", [0, 1, 4])
@pytest.mark.parametrize("turns", range(TURNS))
def test_a_call_led_elsewhere_at_any_turn_asks_nothing_that_waits_for_a_sound(
    number: str, seconds: float, turns: int
) -> None:
    script = Script(phones={"desk@acme.test": Answers(0, 5)})

    async def play(stage: Stage) -> None:
        stage.calls("front@acme.test", number)
        await asyncio.sleep(seconds)
        for _ in range(turns):
            await asyncio.sleep(0)
        elsewhere = find(stage.account, "101")
        assert elsewhere is not None
        for session in stage.dispatcher.sessions.values():
            session.call.inbox.put_nowait(Redirect(Begin(elsewhere)))
        await asyncio.sleep(60)
        for session in stage.dispatcher.sessions.values():
            session.call.inbox.put_nowait(EndCall())
        await asyncio.sleep(60)
        assert stage.leftovers() == []

    assert _held_up(script, play) == []


def test_a_key_in_the_middle_of_a_prompt_stops_it_before_the_call_goes_on() -> None:
    script = Script((Press("1", Moment(1)),), phones={"desk@acme.test": Answers(0, 5)})

    async def play(stage: Stage) -> None:
        stage.calls("front@acme.test", "300")
        await asyncio.sleep(60)
        assert "connect" in [each.verb for each in stage.phone.done]

    assert _held_up(script, play) == []


def _held_up(script: Script, play: Callable[[Stage], Awaitable[None]]) -> list[str]:
    """Everything that had to wait for a sound, in virtual time."""
    stage, phone = Stage(Company(COMPANY), script), OneLane(script)
    stage.phone = phone

    async def main() -> None:
        await stage.begin()
        try:
            await play(stage)
        finally:
            stage.running.cancel()

    run_virtually(main)
    return phone.held_up
