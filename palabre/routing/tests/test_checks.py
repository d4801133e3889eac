"""Every way to draw a scenario wrong is told, with the place, in both languages."""

from typing import Any
from uuid import uuid4

import pytest

from palabre.calls.directory import Account
from palabre.kit.errors import LANGUAGES
from palabre.routing.checks import check
from palabre.routing.flow import Document, ScenarioInvalid, parse
from tests.company import Company, ident

BYE = {"type": "hang_up"}
SAY = {"type": "greeting", "fields": {"prompt": {"text": "Bonjour."}}, "exits": {"done": "bye"}}
HOURS = {
    "type": "hours",
    "fields": {"schedule": str(ident("office"))},
    "exits": {"open": "bye", "closed": "bye"},
}
MENU = {
    "type": "menu",
    "fields": {"prompt": {"text": "Tapez 1."}, "keys": ["1"]},
    "exits": {"1": "bye", "no_key": "bye", "wrong_key": "bye"},
}
ALL = {"busy": "bye", "no_answer": "bye", "unavailable": "bye"}
Found = list[tuple[str | None, str | None, str]]


def but(step: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """The step with other fields or exits; None takes one away."""
    fields = {**step.get("fields", {}), **changed.pop("fields", {})}
    exits = {**step.get("exits", {}), **changed.pop("exits", {})}
    kept = {"fields": fields, "exits": {name: to for name, to in exits.items() if to is not None}}
    return {**step, **kept, **changed}


def drawing(it: dict[str, Any], start: str = "it", **others: Any) -> Document:
    return Document.model_validate({"start": start, "steps": {"it": it, "bye": BYE, **others}})


@pytest.fixture(scope="module")
def account() -> Account:
    """A company that has a schedule, a mailbox and an extension."""
    return Company(
        {"schedules": {"office": []}, "mailboxes": {"200": {}}, "extensions": {"101": {}}}
    ).account()


def found(document: Document, account: Account) -> Found:
    problems = check(document, account)
    assert all(each.error.text(language) for each in problems for language in LANGUAGES)
    return [(each.step, each.error.field, each.error.code) for each in problems]


@pytest.mark.parametrize(
    "it",
    [
        SAY,
        HOURS,
        MENU,
        but(SAY, exits={"failed": "bye"}),
        {"type": "voicemail", "fields": {"mailbox": str(ident("200"))}, "exits": {"done": "bye"}},
        {"type": "dial_extension", "fields": {"extension": str(ident("101"))}, "exits": ALL},
        {"type": "dial_number", "fields": {"number": "0707070707"}, "exits": ALL},
        but(SAY, exits={"done": "it"}, place=(10.5, 20)) | {"exits": {"done": "it", "failed": "bye"}},
    ],
    ids=lambda it: it["type"],
)
def test_what_is_drawn_well_can_be_published(account: Account, it: dict[str, Any]) -> None:
    assert found(drawing(it), account) == []


@pytest.mark.parametrize(
    ("it", "problems"),
    [
        (but(SAY, exits={"done": None}), [("it", "exits.done", "dead_end")]),
        (but(SAY, exits={"done": "nowhere"}), [("it", "exits.done", "arrow_to_nothing")]),
        (but(SAY, exits={"open": "bye"}), [("it", "exits.open", "unknown_exit")]),
        (but(SAY, exits={"failed": "nowhere"}), [("it", "exits.failed", "arrow_to_nothing")]),
        (but(SAY, fields={"prompt": {}}), [("it", "prompt", "prompt_missing")]),
        (but(SAY, fields={"prompt": {"text": "  "}}), [("it", "prompt", "prompt_missing")]),
        (but(SAY, fields={"volume": 11}), [("it", "volume", "step_field_wrong")]),
        (
            but(SAY, fields={"prompt": {"greeting": str(uuid4())}}),
            [("it", "prompt.greeting", "reference_unknown")],
        ),
        (but(HOURS, fields={"schedule": "office"}), [("it", "schedule", "step_field_wrong")]),
        (but(HOURS, fields={"schedule": str(uuid4())}), [("it", "schedule", "reference_unknown")]),
        (but(HOURS, fields={"schedule": str(ident("200"))}), [("it", "schedule", "reference_unknown")]),
        ({"type": "hours"}, [("it", "schedule", "step_field_wrong")]),
        (but(MENU, fields={"keys": []}, exits={"1": None}), [("it", "keys", "menu_empty")]),
        (but(MENU, fields={"keys": ["1", "2"]}), [("it", "exits.2", "dead_end")]),
        (but(MENU, fields={"keys": []}), [("it", "exits.1", "unknown_exit"), ("it", "keys", "menu_empty")]),
        (but(MENU, fields={"keys": ["11"]}), [("it", "keys.0", "step_field_wrong")]),
        ({"type": "teleport"}, [("it", None, "unknown_step_type")]),
        ({"type": "tell"}, [("it", None, "unknown_step_type")]),
    ],
)
def test_what_is_wrong_is_told_with_its_place(account: Account, it: dict[str, Any], problems: Found) -> None:
    assert found(drawing(it), account) == problems


def test_a_start_that_does_not_exist(account: Account) -> None:
    assert found(drawing(SAY, start="nowhere"), account) == [(None, "start", "scenario_empty")]


def test_nothing_drawn(account: Account) -> None:
    assert found(Document(start="", steps={}), account) == [(None, "start", "scenario_empty")]


def test_a_step_that_no_arrow_leads_to(account: Account) -> None:
    assert found(drawing(SAY, lost=BYE), account) == [("lost", None, "step_unreachable")]


def test_a_circle_without_a_sound(account: Account) -> None:
    one = but(HOURS, exits={"open": "other", "closed": "bye"})
    other = but(HOURS, exits={"open": "bye", "closed": "it"})
    ((_, field, code),) = found(drawing(one, other=other), account)
    assert (field, code) == (None, "loop_without_wait")


def test_a_step_that_leads_to_itself_without_a_sound(account: Account) -> None:
    round_and_round = but(HOURS, exits={"open": "it", "closed": "bye"})
    assert found(drawing(round_and_round), account) == [("it", None, "loop_without_wait")]


def test_all_problems_are_told_at_once(account: Account) -> None:
    document = drawing(but(SAY, exits={"done": None}), lost={"type": "teleport"}, bad={"type": "hours"})
    assert {code for _, _, code in found(document, account)} == {
        "dead_end",
        "unknown_step_type",
        "step_field_wrong",
    }


def test_a_document_that_cannot_be_read_is_not_walked() -> None:
    with pytest.raises(ScenarioInvalid) as refused:
        parse(drawing({"type": "teleport"}), "scenario:1:1")
    assert [each.step for each in refused.value.problems] == ["it"]


def wrong(step: dict[str, Any], exits: list[str], account: Account | None = None) -> Found:
    it = {**step, "exits": dict.fromkeys(exits, "bye")}
    found = check(drawing(it), account or Company(VARIABLES).account())
    return [(each.step, each.error.field, each.error.code) for each in found]


VARIABLES = {"variables": {"limit": {"type": "number", "value": "3"}}}
DONE = ["done"]
RULE = {"variable": "limit", "compare": "=", "value_type": "number", "value": "many"}
BRANCHES = [{"name": "otherwise", "rules": [RULE]}, {"name": "a", "rules": [{"variable": "nobody"}]}]


@pytest.mark.parametrize(
    ("kind", "fields", "exits", "told"),
    [
        ("tag", {"tag": "{{nobody}}"}, DONE, [("tag", "variable_unknown")]),
        ("tag", {"tag": "{{num_a}} {{limit}}"}, DONE, []),
        ("set_variable", {"variable": "num_a", "value": "x"}, DONE, [("variable", "variable_read_only")]),
        ("set_variable", {"variable": "mine", "value": "{{mine}}"}, DONE, []),
        (
            "set_variable",
            {"variable": "mine", "value": "x", "scope": "account"},
            DONE,
            [("variable", "variable_unknown")],
        ),
        (
            "set_variable",
            {"variable": "limit", "value": "x", "scope": "account"},
            DONE,
            [("value", "value_not_of_type")],
        ),
        ("condition", RULE, ["yes", "no"], [("value", "value_not_of_type")]),
        ("condition", RULE | {"value": "{{num_a}}"}, ["yes", "no"], []),
        ("condition", {"variable": "hour", "value": "noon"}, ["yes", "no"], [("value", "value_not_of_type")]),
        (
            "conditions",
            {"branches": BRANCHES},
            ["otherwise", "a"],
            [
                ("branches.0.name", "branch_named_twice"),
                ("branches.0.rules.0.value", "value_not_of_type"),
                ("branches.rules.variable", "variable_unknown"),
            ],
        ),
        ("execute_code", {"code": "return vars.nobody"}, DONE, [("code", "variable_unknown")]),
        ("execute_code", {"code": "return (", "outputs": ["a"]}, DONE, [("code", "code_not_valid")]),
        ("execute_code", {"code": "return vars.a", "outputs": ["a"]}, DONE, []),
    ],
)
def test_a_scenario_decides_by_what_exists(
    kind: str, fields: dict[str, Any], exits: list[str], told: list[tuple[str, str]]
) -> None:
    found = wrong({"type": kind, "fields": fields}, exits)
    assert found == [("it", *each) for each in told]


def test_a_scenario_declares_no_variable_of_the_system() -> None:
    document = Document.model_validate({"start": "bye", "steps": {"bye": BYE}, "variables": {"num_a": {}}})
    (problem,) = check(document, Company(VARIABLES).account())
    assert (problem.step, problem.error.field, problem.error.code) == (
        None,
        "variables.num_a",
        "variable_read_only",
    )
