"""What a variable takes, and what an account-wide one holds when several have written it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from palabre.calls.facts import Fact
from palabre.calls.variables import (
    AccountVariables,
    Kept,
    ValueNotOfType,
    ValueTooLarge,
    account_value,
    as_flag,
    as_number,
    fit,
    text_of,
    written_in,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER, EARLIER = NOON + timedelta(seconds=1), NOON - timedelta(seconds=1)
ACME = uuid4()


@pytest.mark.parametrize(
    ("given", "number"),
    [("12", 12), (" 12,5 ", 12.5), ("-3", -3), ("1e3", 1000.0), (7, 7), ("", None), ("12a", None)]
    + [("١٢", None), ("9" * 40, None), (True, None), ("nan", None), ("--1", None)],
)
def test_a_text_counts_as_a_number_when_one_stands_in_it(given: Any, number: object) -> None:
    assert as_number(given) == number


@pytest.mark.parametrize(
    ("given", "flag"),
    [
        ("oui", True),
        ("NO", False),
        ("true", True),
        (1, True),
        (0, False),
        ("", False),
        ("perhaps", None),
        (2, None),
    ],
)
def test_a_flag_understands_the_words_for_it(given: Any, flag: object) -> None:
    assert as_flag(given) is flag


@pytest.mark.parametrize(
    ("value", "text"), [(True, "true"), (3.0, "3"), (2.5, "2.5"), ("x", "x"), (False, "false")]
)
def test_values_stand_in_texts_as_people_write_them(value: Any, text: str) -> None:
    assert text_of(value) == text


def test_what_the_database_cannot_keep_is_left_out_of_a_text() -> None:
    assert fit("name", "a\0b\ud800c") == "abc"


@pytest.mark.parametrize("value", [float("inf"), float("nan"), 2**60, "x" * 4001])
def test_what_no_variable_can_hold_is_refused(value: Any) -> None:
    with pytest.raises(ValueTooLarge):
        fit("name", value)


def test_a_value_of_another_type_is_refused() -> None:
    with pytest.raises(ValueNotOfType):
        fit("attempts", "many", "number")


@pytest.mark.parametrize(("at", "value"), [(LATER, "by a call"), (EARLIER, "by a person")])
def test_whoever_wrote_an_account_wide_variable_last_is_right(at: datetime, value: str) -> None:
    variables = AccountVariables({"notice": Kept("string", "by a person", NOON)})
    assert account_value(variables, {(ACME, "notice"): ("by a call", at)}, (ACME, "notice")) == value


def test_a_value_of_the_type_that_a_variable_had_before_no_longer_counts() -> None:
    variables = AccountVariables({"limit": Kept("number", 3, NOON)})
    assert account_value(variables, {(ACME, "limit"): ("three", LATER)}, (ACME, "limit")) == 3


def test_after_a_restart_the_journal_tells_what_calls_have_written_last() -> None:
    def fact(value: str, at: datetime, scope: str = "account") -> Fact:
        data = {"name": "notice", "value": value, "scope": scope}
        return Fact(ACME, uuid4(), 2, at, "variable_set", data)

    facts = [fact("old", NOON), fact("new", LATER), fact("older", EARLIER), fact("mine", LATER, "call")]
    assert written_in(facts) == {(ACME, "notice"): ("new", LATER)}
