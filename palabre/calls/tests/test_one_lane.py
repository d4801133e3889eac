"""No call holds up the others: while a sound or a recording runs, nothing is asked that must wait for its end.

The switch carries out what we ask one after the other. Picking up or connecting a party waits in it until that
party's sound has ended, and with it every request of every other call.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from palabre.calls.session import EndCall, Redirect
from palabre.phone.fake import FakePhone
from palabre.phone.port import Sound
from palabre.phone.script import Answers, Moment, Press, Script
from palabre.routing.plan import find
from palabre.routing.walk import Begin
from tests.company import ident
from tests.stage import Stage, on_stage

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
TURNS = 40
"""So many turns of the loop see a call from its arrival to its sound and to its recording."""


class OneLane(FakePhone):
    """Notes what a switch with one lane would have held up; what has been asked cannot be taken back."""

    def __init__(self, script: Script) -> None:
        super().__init__(script)
        self.busy: dict[str, str] = {}
        self.held_up: list[str] = []

    async def play(self, party: str, playing: str, sounds: Sequence[Sound]) -> None:
        """The party is busy until the sound is stopped or over."""
        self.busy[playing] = party
        asked = asyncio.ensure_future(super().play(party, playing, sounds))
        asked.add_done_callback(lambda each: each.cancelled() or each.exception())
        await asyncio.shield(asked)

    async def stop_playing(self, playing: str) -> None:
        """The party is free again."""
        self.busy.pop(playing, None)
        await super().stop_playing(playing)

    async def record(self, party: str, recording: str, target: Path, max_seconds: int) -> None:
        """The party is busy until the recording is stopped or over."""
        self.busy[recording] = party
        asked = asyncio.ensure_future(super().record(party, recording, target, max_seconds))
        asked.add_done_callback(lambda each: each.cancelled() or each.exception())
        await asyncio.shield(asked)

    async def stop_recording(self, recording: str) -> None:
        """The party is free again."""
        self.busy.pop(recording, None)
        await super().stop_recording(recording)

    async def answer(self, party: str) -> None:
        """Waits for the end of the party's sound."""
        self._look("answer", [party])
        await super().answer(party)

    async def connect(self, bridge: str, parties: Sequence[str]) -> None:
        """Waits for the end of the parties' sounds."""
        self._look("connect", parties)
        await super().connect(bridge, parties)

    def _look(self, verb: str, parties: Sequence[str]) -> None:
        ended = {each for each in self.busy if each not in self._playing and each not in self._recording}
        for each in ended:
            del self.busy[each]
        self.held_up += [f"{verb} {party}" for party in parties if party in self.busy.values()]


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


def _held_up(script: Script, play: object) -> list[str]:
    phones: list[OneLane] = []

    async def on_one_lane(stage: Stage) -> None:
        await play(stage)  # type: ignore[operator]

    class Laned(Stage):
        pass

    stage = on_stage(COMPANY, on_one_lane, script)
    return [each for phone in phones or [stage.phone] for each in getattr(phone, "held_up", [])]
