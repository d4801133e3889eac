"""Phones set and lift forwarding: it holds at once, is said, and reaches the database by its facts."""

import asyncio
from typing import Any

import pytest

from palabre.features.forwarding import spoken
from palabre.features.forwarding.facts import LIFTED, SET
from palabre.features.forwarding.snapshot import Forward, Forwards
from tests.company import ident
from tests.stage import Stage, on_stage

MOBILE, OWN = "+2250707070707", "+2252720001000"
COMPANY: dict[str, Any] = {
    "language": "en",
    "extensions": {"101": {}, "102": {}, "103": {"kind": "mobile", "outside": MOBILE}},
    "mailboxes": {"200": {}},
    "numbers": {OWN: None},
}


def dialled(*codes: str, phone: str = "101", **more: Any) -> tuple[list[str], list[Forward], Stage]:
    """What is said, and which rules hold after a phone has dialled codes one after the other."""

    async def play(stage: Stage) -> None:
        for each in codes:
            stage.calls(f"{phone}@acme.test", each)
            await asyncio.sleep(20)
        found.extend(stage.account.part(Forwards).by_extension.get(ident(phone), []))

    found: list[Forward] = []
    stage = on_stage({**COMPANY, **more}, play)
    return [says for each in stage.phone.heard for says in each.says], found, stage


def test_all_calls_to_a_colleague() -> None:
    said, (rule,), stage = dialled("*21102")
    assert said == ["All your calls are forwarded to 1 0 2."]
    assert (rule.kind, rule.author, rule.targets[0].thing) == ("always", "code", ident("102"))
    (fact,) = [each.data for each in stage.facts.all if each.kind == SET]
    assert (fact["rule"], fact["why"], fact["target"]["id"]) == (str(rule.id), "always", str(ident("102")))


def test_outside_a_key_accepts_and_the_number_is_read_in_pairs() -> None:
    said, (rule,), _ = dialled("*230707070707*15")
    assert said == [
        "When you do not answer, your calls are forwarded to 0 7, 0 7, 0 7, 0 7, 0 7. "
        "Your extension rings for 15 seconds before."
    ]
    assert (rule.targets[0].outside, rule.targets[0].asks, rule.ring_seconds) == (MOBILE, True, 15)


def test_the_next_number_takes_the_place_of_the_one_before() -> None:
    _, rules, _ = dialled("*22102", "*22200")
    assert [each.targets[0].kind for each in rules] == ["mailbox"]


def test_off_and_on_again() -> None:
    said, (rule,), _ = dialled("*21102", "*21", "*21*")
    assert said[1:] == ["Forwarding of all your calls is off.", "All your calls are forwarded to 1 0 2."]
    assert rule.enabled


def test_all_off_also_what_the_office_manager_has_set() -> None:
    forwards = {"101": [{"kind": "always", "to": "102"}, {"kind": "busy", "to": "200"}]}
    said, rules, stage = dialled("*24102", "*20", forwards=forwards)
    assert said[1:] == ["All forwarding of your extension is off."]
    assert [each.enabled for each in rules] == [False, False, False]
    (fact,) = [each.data for each in stage.facts.all if each.kind == LIFTED]
    assert fact["extension"] == str(ident("101"))


@pytest.mark.parametrize("code", ["*21101", "*21999", "*212720001000", "*21110", "*2127200010009999"])
def test_what_cannot_be_a_target_is_refused_in_words(code: str) -> None:
    said, rules, _ = dialled(code)
    assert (said, rules) == ([spoken.NOT_POSSIBLE.en], [])


def test_nothing_to_switch_on_again_and_no_busy_for_a_mobile() -> None:
    assert dialled("*22*")[:2] == ([spoken.NOT_SET.en], [])


def test_in_french() -> None:
    said, _, _ = dialled("*24102", "*24", language="fr")
    assert said == [
        "Quand votre téléphone est éteint, vos appels sont renvoyés vers le 1 0 2.",
        "Le renvoi quand votre téléphone est éteint est levé.",
    ]
