"""A trial runs beside everything else, takes no time, and comes to an end."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from palabre.phone.events import Caller
from palabre.phone.script import Moment, Script
from palabre.routing.flow import Document, Flow, parse
from palabre.routing.simulate import Trial, TryTooLong, play, simulate
from tests.cases import MONDAY_MORNING
from tests.company import Company, ident

COMPANY = Company({"mailboxes": {"200": {}}}).account()
CALLER = Caller("+2250700000001")


def flow(**steps: Any) -> Flow:
    return parse(Document.model_validate({"start": "a", "steps": steps}), f"scenario:{ident('tried')}:0")


def say(text: str, then: str) -> dict[str, Any]:
    return {"type": "greeting", "fields": {"prompt": {"text": text}}, "exits": {"done": then}}


TALKER = flow(a=say("Un message qui n'en finit pas, et qui recommence toujours.", "a"))


async def test_the_process_goes_on_meanwhile() -> None:
    trial = Trial(MONDAY_MORNING, CALLER, Script(hangs_up=Moment(1000)))
    playing = asyncio.create_task(simulate(COMPANY, TALKER, trial))
    turns = 0
    while not playing.done():
        turns += 1
        await asyncio.sleep(0)
    assert turns > 10
    assert (await playing).seconds == 1000


async def test_many_trials_at_once_do_not_mix() -> None:
    trials = [Trial(MONDAY_MORNING, CALLER, Script(hangs_up=Moment(seconds))) for seconds in range(1, 20)]
    stories = await asyncio.gather(*(simulate(COMPANY, TALKER, each) for each in trials))
    assert [each.seconds for each in stories] == list(range(1, 20))


def test_an_hour_is_refused() -> None:
    with pytest.raises(TryTooLong):
        play(COMPANY, TALKER, Trial(MONDAY_MORNING, CALLER))


def test_too_many_events_are_refused() -> None:
    chatter = flow(a=say("Hé", "a"))
    with pytest.raises(TryTooLong):
        play(COMPANY, chatter, Trial(MONDAY_MORNING, CALLER, Script(hangs_up=Moment(3000))))


def test_facts_have_the_time_of_the_trial() -> None:
    story = play(
        COMPANY, flow(a=say("Quinze lettres.", "b"), b={"type": "hang_up"}), Trial(MONDAY_MORNING, CALLER)
    )
    assert story.facts[0].at == MONDAY_MORNING
    assert story.facts[-1].at == MONDAY_MORNING + timedelta(seconds=1)
    assert (story.seconds, story.heard[0].seconds) == (1, 1)


def test_a_trial_leaves_no_message() -> None:
    box = {"type": "voicemail", "fields": {"mailbox": str(ident("200"))}, "exits": {"done": "a"}}
    story = play(COMPANY, flow(a=box), Trial(MONDAY_MORNING, CALLER, Script(hangs_up=Moment(10))))
    assert story.outcome == "message"
