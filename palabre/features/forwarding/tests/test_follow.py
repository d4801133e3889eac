"""Calls that are sent on, and come back: what rings, what the caller hears, what the facts say."""

import asyncio
from typing import Any

from palabre.calls.facts import Kind
from palabre.features.forwarding import facts, spoken
from palabre.phone.causes import Cause
from palabre.phone.events import Caller
from palabre.phone.script import Absent, Answers, Refuses
from tests.company import ident
from tests.sent_on import MOBILE, OWN, PHONES, called, company, heard, noted, phones, rang, talked_with
from tests.stage import Stage, on_stage


def test_always_overrides_the_rest_and_its_own_phone_is_silent() -> None:
    rules = [{"kind": "busy", "to": "103"}, {"kind": "always", "to": "102"}]
    stage = called(company({"101": rules}), phones(x102=Answers(1, 3)))
    assert (rang(stage), talked_with(stage)) == (["102"], ["102"])
    (sent,) = noted(stage, facts.FORWARDED)
    assert (sent["number"], sent["why"], sent["to"], sent["hops"]) == ("101", "always", ["102"], 1)


def test_each_reason_has_its_own_target() -> None:
    rules = [
        {"kind": "busy", "to": "102"},
        {"kind": "no_answer", "to": "103", "ring_seconds": 2},
        {"kind": "unavailable", "to": "200"},
    ]
    described = company({"101": rules})
    busy = called(described, phones(x101=Refuses(), x102=Answers(1, 3)))
    assert talked_with(busy) == ["102"]
    silent = called(described, phones(x103=Answers(1, 3)))
    assert (rang(silent), talked_with(silent)) == (["101", "103"], ["103"])
    assert noted(silent, facts.FORWARDED)[0]["why"] == "no_answer"
    off = called(described, phones(x101=Absent()))
    assert heard(off)[0] == "Please leave your message after the tone."


def test_who_does_not_want_to_be_disturbed_is_busy() -> None:
    described = company({"101": [{"kind": "busy", "to": "102"}]})
    described["extensions"] = {**PHONES, "101": {**PHONES["101"], "do_not_disturb": True}}
    assert rang(called(described, phones(x102=Answers(1, 3)))) == ["102"]


def test_a_mobile_extension_has_no_forwarding_when_busy() -> None:
    described = company({"101": [{"kind": "busy", "to": "102"}]})
    mobile = {"kind": "mobile", "outside": MOBILE, "rings": "phones"}
    described["extensions"] = {**PHONES, "101": {**PHONES["101"], **mobile}}
    assert rang(called(described, phones(x101=Refuses()))) == ["101"]


def test_one_after_the_other_until_somebody_is_there() -> None:
    rules = [{"kind": "always", "to": ["102", "103", "200"], "seconds": 3}]
    stage = called(company({"101": rules}), phones(x102=Refuses()))
    assert rang(stage) == ["102", "103"]
    assert heard(stage)[0] == "Please leave your message after the tone."


def test_who_is_tried_on_the_way_leads_nobody_to_his_own_mailbox() -> None:
    forwards = {
        "101": [{"kind": "always", "to": ["102", "103"], "seconds": 3}],
        "102": [{"kind": "busy", "to": "200"}],
        "103": [{"kind": "no_answer", "to": "104"}],
    }
    stage = called(
        company(forwards),
        phones(x102=Refuses(), x104=Answers(1, 2)),
        endpoint="105@acme.test",
        caller=Caller(""),
    )
    assert (rang(stage), talked_with(stage)) == (["102", "103", "104"], ["104"])


def test_all_at_once_with_ones_own_phone() -> None:
    rules = [{"kind": "always", "to": ["102", MOBILE], "together": True, "with_phones": True}]
    stage = called(company({"101": rules}), phones(x102=Answers(2, 3)))
    assert sorted(rang(stage)) == [MOBILE, "101", "102"]
    assert talked_with(stage) == ["102"]
    assert {"101", "102", MOBILE} <= {each["to"] for each in stage.facts.of(Kind.DIALLED)}


def test_nobody_takes_it_so_it_comes_back_to_the_exit_of_the_scenario() -> None:
    ring = {"type": "dial_extension", "fields": {"extension": str(ident("101")), "seconds": 3}}
    ways = {"busy": "end", "no_answer": "box", "unavailable": "end"}
    steps = {
        "ring": {**ring, "exits": ways},
        "box": {"type": "voicemail", "fields": {"mailbox": str(ident("200"))}, "exits": {"done": "end"}},
        "end": {"type": "hang_up"},
    }
    described = company({"101": [{"kind": "no_answer", "to": ["102"], "seconds": 3}]})
    described["scenarios"] = {"main": {"number": "300", "document": {"start": "ring", "steps": steps}}}
    stage = called(
        described, phones(x102=Refuses()), endpoint="104@acme.test", dialled="300", caller=Caller("1")
    )
    assert rang(stage) == ["101", "102"]
    assert heard(stage)[0] == "Please leave your message after the tone."
    assert noted(stage, facts.CAME_BACK)[0]["result"] == "no_answer"
    entered = [each["step"] for each in stage.facts.of(Kind.STEP_ENTERED)]
    assert entered == ["ring", "start", "box", "end"]


def test_a_mobiles_mailbox_never_takes_the_call() -> None:
    rules = [{"kind": "always", "to": [MOBILE, "102"], "asks": True, "seconds": 20}]
    stage = called(company({"101": rules}), phones(orange=Answers(2), x102=Answers(1, 3)), 90)
    assert talked_with(stage) == ["102"]
    assert heard(stage) == [spoken.ACCEPT.en, spoken.ACCEPT.en]
    assert len(stage.facts.of(Kind.ACCEPT_ASKED)) == len(stage.facts.of(Kind.NOT_ACCEPTED)) == 1


def test_whoever_presses_1_takes_it_and_2_declines() -> None:
    described = company({"101": [{"kind": "always", "to": [MOBILE, "102"], "asks": True}]})

    def pressed(key: str) -> Stage:
        async def play(stage: Stage) -> None:
            stage.calls("104@acme.test", "101")
            await asyncio.sleep(4)
            stage.phone.press(stage.phone.legs[0].party, key)
            await asyncio.sleep(20)

        return on_stage(described, play, phones(orange=Answers(1, 12), x102=Answers(1, 2)))

    assert talked_with(pressed("1")) == [MOBILE]
    assert talked_with(pressed("2")) == ["102"]
    assert talked_with(pressed("5")) == ["102"]


def test_what_the_target_sees_and_what_carriers_refuse() -> None:
    described = company({"101": [{"kind": "busy", "to": MOBILE, "shown": "caller"}]})
    described["extensions"] = {**PHONES, "104": {"phones": ["104"], "kind": "internal"}}
    described["numbers"] = {OWN: "main", "+2252720001001": None}
    described["scenarios"] = {
        "main": {
            "document": {"start": "ring", "steps": {"ring": {"type": "forward", "fields": {"to": "101"}}}}
        }
    }
    from_outside: dict[str, Any] = {
        "endpoint": "trunk-mtn",
        "dialled": OWN,
        "caller": Caller("+2250700000009"),
    }
    script = phones(x101=Refuses(), orange=Refuses(Cause.REJECTED, 603), mtn=Answers(1, 2))
    stage = called(described, script, **from_outside)
    assert [(each.endpoint, each.caller.number) for each in stage.phone.legs[1:]] == [
        ("trunk-orange", "+2250700000009"),
        ("trunk-orange", OWN),
    ]
    (refused,) = stage.facts.of(Kind.NUMBER_REFUSED)
    assert (refused["shown"], refused["instead"], refused["sip"]) == ("+2250700000009", OWN, 603)
    assert all(each.diversion and each.diversion.reason == "user-busy" for each in stage.phone.legs[1:])


def test_a_secretary_reaches_her_boss() -> None:
    described = company({"101": [{"kind": "always", "to": "104"}]})
    assert rang(called(described, phones(x101=Answers(1, 2)))) == ["101"]
    described = company({"101": [{"kind": "no_answer", "to": ["104", "102"], "seconds": 3}]})
    assert rang(called(described, phones(x102=Answers(1, 2)))) == ["101", "102"]


def test_what_cannot_be_called_is_left_out_and_the_story_says_so() -> None:
    described = company({"101": [{"kind": "always", "to": [MOBILE, "102"]}]}, numbers={})
    stage = called(described, phones(x102=Answers(1, 2)))
    assert (rang(stage), talked_with(stage)) == (["102"], ["102"])
    (skipped,) = noted(stage, facts.SKIPPED)
    assert (skipped["to"], skipped["code"]) == (MOBILE, "caller_number_missing")


def test_of_several_at_once_each_rings_for_its_own_time() -> None:
    rule = {"kind": "always", "to": ["102", MOBILE], "together": True, "each": {"102": 3, MOBILE: 12}}
    stage = called(company({"101": [rule]}), phones())
    gone = {each.subject: each.at for each in stage.phone.done if each.verb == "hang_up"}
    short, long = (gone[each.party] for each in stage.phone.legs)
    assert (round(short), round(long)) == (3, 12)
