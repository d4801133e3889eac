"""A company whose service is suspended: nothing but calls for help, and callers are told."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from palabre.calls.directory import AccountSuspended
from palabre.calls.facts import Kind
from palabre.features.accounts import COMPANY_UNREACHABLE, SERVICE_SUSPENDED
from palabre.features.extensions.commands import COMMANDS
from palabre.phone.events import CallArrived, Caller
from palabre.phone.script import Answers, Script
from tests.stage import Stage, on_stage

NUMBER, MOBILE = "+2252720001000", "0707070707"
COMPANY = {
    "state": "suspended",
    "numbers": {NUMBER: "main"},
    "prefixes": {NUMBER: {"prefix": 7}},
    "trunks": ["orange"],
    "extensions": {"101": {}, "102": {}},
    "scenarios": {"main": {"document": {"start": "end", "steps": {"end": {"type": "hang_up"}}}}},
    "outgoing": {
        "settings": {"most_calls": 1, "daily_limit": 0},
        "rules": {"account": {"permission": "none"}},
    },
}


def heard(stage: Stage) -> list[Any]:
    return [each.says for each in stage.phone.heard]


@pytest.mark.parametrize("dialled", [MOBILE, "102", "*8", f"7*{MOBILE}", "999"])
def test_whoever_calls_is_told_so(dialled: str) -> None:
    async def play(stage: Stage) -> None:
        stage.calls("101@acme.test", dialled)
        await asyncio.sleep(60)
        assert stage.leftovers() == []

    stage = on_stage(COMPANY, play)
    assert heard(stage) == [(SERVICE_SUSPENDED.fr,)]
    assert stage.phone.legs == []
    assert stage.facts.of(Kind.REFUSED) == [{"why": "service_suspended"}]


@pytest.mark.parametrize("dialled", ["180", "112", "7*180", "*31*180", "#31#111"])
def test_calls_for_help_pass_from_any_phone_whatever_was_dialled_before_them(dialled: str) -> None:
    async def play(stage: Stage) -> None:
        stage.calls("101@acme.test", dialled)
        stage.calls("102@acme.test", dialled)
        await asyncio.sleep(60)
        assert stage.leftovers() == []

    stage = on_stage(COMPANY, play, Script(phones={"trunk-orange": Answers(1, 20)}))
    assert [each.number for each in stage.phone.legs] == [dialled[-3:]] * 2
    assert heard(stage) == []


def test_callers_from_outside_hear_that_nobody_can_be_reached() -> None:
    async def play(stage: Stage) -> None:
        stage.phone.arrive(CallArrived("in", "trunk-orange", NUMBER, Caller(MOBILE)))
        await asyncio.sleep(60)
        assert stage.leftovers() == []

    stage = on_stage(COMPANY, play)
    assert heard(stage) == [(COMPANY_UNREACHABLE.fr,)]
    assert Kind.ANSWERED not in stage.facts.kinds()


def test_programs_begin_no_calls_but_for_help() -> None:
    async def play(stage: Stage) -> None:
        for to in (MOBILE, "102"):
            with pytest.raises(AccountSuspended):
                await COMMANDS["originate"](stage.dispatcher, stage.account, {"from": "101", "to": to})
        await COMMANDS["originate"](stage.dispatcher, stage.account, {"from": "101", "to": "180"})
        await asyncio.sleep(60)

    script = Script(phones={"101@acme.test": Answers(1), "trunk-orange": Answers(1, 20)})
    stage = on_stage(COMPANY, play, script)
    assert [each.number for each in stage.phone.legs if each.number] == ["180"]


def test_a_conversation_goes_on_but_leads_nowhere_else_and_payment_restores_all() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("101@acme.test", MOBILE)
        await asyncio.sleep(10)
        stage.directory.put(replace(stage.account, state="suspended"))
        stage.calls("102@acme.test", MOBILE)
        await asyncio.sleep(20)
        assert len(stage.dispatcher.sessions) == 1
        stage.directory.put(replace(stage.account, state="active"))
        stage.calls("102@acme.test", MOBILE)
        await asyncio.sleep(60)
        assert stage.leftovers() == []

    company = {**COMPANY, "state": "active", "outgoing": {}}
    stage = on_stage(company, play, Script(phones={"trunk-orange": Answers(1, 40)}))
    assert heard(stage) == [(SERVICE_SUSPENDED.fr,)]
    assert len(stage.facts.of(Kind.TALK_STARTED)) == 2


def test_nobody_is_passed_on_outside_from_a_conversation_that_goes_on() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("101@acme.test", "102")
        await asyncio.sleep(5)
        stage.directory.put(replace(stage.account, state="suspended"))
        stage.phone.press(next(iter(stage.phone.parties)), f"*{MOBILE}#")
        await asyncio.sleep(60)
        assert [each.endpoint for each in stage.phone.legs if each.number] == []
        for each in list(stage.phone.parties):
            stage.phone.leave(each)
        await asyncio.sleep(10)
        assert stage.leftovers() == []

    company = {**COMPANY, "state": "active", "outgoing": {}}
    stage = on_stage(company, play, Script(phones={"102@acme.test": Answers(1)}))
    assert stage.facts.of(Kind.REFUSED) + stage.facts.of(Kind.FAILED) != []
