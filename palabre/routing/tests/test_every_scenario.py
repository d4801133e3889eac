"""Every scenario that can be published ends or waits with a sound, whatever callers and phones do."""

from datetime import datetime, timedelta

from hypothesis import HealthCheck, assume, given, settings

from palabre.calls.facts import Fact, Kind
from palabre.phone.events import Caller
from palabre.phone.script import Script
from palabre.routing.checks import check
from palabre.routing.flow import Document, parse
from palabre.routing.silence import LONGEST_SECONDS
from palabre.routing.simulate import Story, Trial, play
from palabre.routing.step import kinds
from tests.cases import MONDAY_MORNING
from tests.company import ident
from tests.wild import documents, material, scripts

SWITCH_SECONDS = 10
"""So long it may take to find out that a trunk says nothing."""
KEY_SECONDS = 15
"""The longest that a step of the material waits for a key, after having asked for it."""
HEARD = {Kind.PLAYED, Kind.RANG, Kind.DIAL_MISSED, Kind.PARTY_ANSWERED, Kind.MUSIC_STOPPED}
DONE = {Kind.KEY_PRESSED, Kind.STARTED, Kind.ENDED, Kind.TALK_ENDED, Kind.RECORDED}
SOUND_BEGINS = {Kind.RANG, Kind.RINGING_HEARD, Kind.TALK_STARTED, Kind.MUSIC_STARTED}
SOUND_ENDS = {Kind.DIAL_MISSED, Kind.PARTY_ANSWERED, Kind.TALK_ENDED, Kind.MUSIC_STOPPED}
SPEAKING = {"voicemail"}
"""In these steps it is the caller who speaks."""


def test_every_kind_of_step_takes_part() -> None:
    assert set(material().steps) == set(kinds())


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(documents(), scripts())
def test_what_can_be_published_never_leaves_a_caller_in_silence(document: Document, script: Script) -> None:
    assume(not check(document, material().account, ident("tried")))
    story = tried(document, script)
    codes = {each.data["code"] for each in story.facts if each.kind == Kind.FAILED}
    assert not codes & {"silent_loop", "fault"}
    assert longest_silence(story) <= LONGEST_SECONDS + SWITCH_SECONDS + KEY_SECONDS


def tried(document: Document, script: Script) -> Story:
    flow = parse(document, f"scenario:{ident('tried')}:1")
    return play(material().account, flow, Trial(MONDAY_MORNING, Caller("+2250700000001"), script))


def longest_silence(story: Story) -> float:
    """Seconds in a row without ringing, music, talk or anything played, and without the caller's doing."""
    silences = [0.0]
    heard = story.facts[0].at
    sound, step = False, ""
    for fact in story.facts:
        if fact.kind in HEARD | DONE | SOUND_BEGINS:
            began = began_at(fact)
            if not sound and step not in SPEAKING:
                silences.append((began - heard).total_seconds())
            heard = fact.at
        sound = fact.kind in SOUND_BEGINS or (sound and fact.kind not in SOUND_ENDS)
        step = fact.data["type"] if fact.kind == Kind.STEP_ENTERED else step
    return max(silences)


def began_at(fact: Fact) -> datetime:
    """What was played is noted at its end."""
    return fact.at - timedelta(milliseconds=fact.data["ms"]) if fact.kind == Kind.PLAYED else fact.at
