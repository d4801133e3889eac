"""What lists find, told by tables and by a comparison with the plainest way to look."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palabre.features import numbers
from palabre.features.caller_lists.entries import Entry, Kind, exact, read
from palabre.features.caller_lists.match import NEVER, Matcher, matcher
from palabre.features.caller_lists.snapshot import micros
from palabre.features.caller_lists.traits import Subject
from palabre.kit.errors import PalabreError

NOW = micros(datetime(2026, 3, 2, 10, tzinfo=UTC))


def listing(*values: str, country: str = "CI") -> Matcher:
    return matcher((read(each, country), NEVER) for each in values)


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("+2250700000001", "CI", "+2250700000001"),
        ("07 00 00 00 01", "CI", "+2250700000001"),
        ("00225 07-00-00-00-01", "FR", "+2250700000001"),
        ("2250700000001", "CI", "+2250700000001"),
        ("01 42 68 53 00", "FR", "+33142685300"),
        ("3655", "CI", "3655"),
        ("+22507*", "CI", "+22507*"),
        ("07*", "CI", "+22507*"),
        ("06*", "FR", "+336*"),
        ("0033 6*", "CI", "+336*"),
        ("+22507 XX 00 xx 01", "CI", "+22507XX00XX01"),
        ("+2250700000000..+2250700000999", "CI", "+2250700000000..+2250700000999"),
        ("07 00 00 00 00 - 07 00 00 09 99", "CI", "+2250700000000..+2250700000999"),
        ("Anonyme", "CI", "anonymous"),
        ("country:ci", "CI", "country:CI"),
        ("TYPE:mobile", "CI", "type:mobile"),
        ("region: CI / Abidjan", "CI", "region:CI/Abidjan"),
        ("operator:CI/Orange", "CI", "operator:CI/Orange"),
    ],
)
def test_an_entry_has_one_form_however_it_is_typed(typed: str, country: str, kept: str) -> None:
    assert read(typed, country).value == kept
    assert read(kept, country).value == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "entry_not_number"),
        ("bob", "entry_not_number"),
        ("+", "entry_not_number"),
        ("12345678901234567890", "entry_not_number"),
        ("*07", "entry_mask_wrong"),
        ("+225*7", "entry_mask_wrong"),
        ("+0XX", "entry_mask_wrong"),
        ("+225X7Y", "entry_mask_wrong"),
        ("+" + "1" * 15 + "X", "entry_mask_wrong"),
        ("+2250700000999..+2250700000000", "entry_range_wrong"),
        ("+2250700000999..+336", "entry_range_wrong"),
        ("country:ZZ", "entry_country_unknown"),
        ("country:CI/Abidjan", "entry_not_number"),
        ("region:CI", "entry_not_number"),
        ("type:blue", "entry_type_unknown"),
        ("colour:blue", "entry_not_number"),
    ],
)
def test_what_cannot_be_an_entry_is_refused(typed: str, code: str) -> None:
    with pytest.raises(PalabreError) as refused:
        read(typed, "CI")
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("entry", "number", "found"),
    [
        ("+2250700000001", "+2250700000001", True),
        ("+2250700000001", "+2250700000002", False),
        ("3655", "3655", True),
        ("03655", "3655", False),
        ("+22507*", "+2250700000001", True),
        ("+22507*", "+2250100000001", False),
        ("+22507*", "+22507", True),
        ("+22507XX000001", "+2250712000001", True),
        ("+22507XX000001", "+22507120000010", False),
        ("+22507XX*", "+225071", False),
        ("+22507XX*", "+2250712", True),
        ("+2250700000100..+2250700000199", "+2250700000100", True),
        ("+2250700000100..+2250700000199", "+2250700000199", True),
        ("+2250700000100..+2250700000199", "+2250700000200", False),
        ("anonymous", "", True),
        ("anonymous", "anonymous", True),
        ("anonymous", "Restricted", True),
        ("anonymous", "+2250700000001", False),
        ("+*", "", False),
        ("country:CI", "+2250700000001", True),
        ("country:CI", "+33142685300", False),
        ("country:GB", "+447700900123", True),
        ("country:US", "+12125551234", True),
        ("country:CA", "+12125551234", False),
        ("type:mobile", "+2250700000001", True),
        ("type:mobile", "+12125551234", True),
        ("type:geographic", "+12125551234", True),
        ("type:freephone", "+33800123456", True),
        ("type:premium", "+33899123456", True),
        ("type:voip", "+33975123456", True),
        ("type:unassigned", "+3379912", True),
        ("type:unassigned", "3655", False),
        ("region:FR/paris", "+33142685300", True),
        ("region:SN/Dakar", "+221338201234", True),
        ("region:US/New York", "+12125551234", True),
        ("region:FR/Lyon", "+33142685300", False),
        ("operator:CI/orange", "+2250707000001", True),
        ("operator:CI/MTN", "+2250707000001", False),
    ],
)
def test_a_number_is_in_a_list_or_not(entry: str, number: str, found: bool) -> None:
    assert (listing(entry).find(Subject(number), NOW) is not None) is found


def test_an_entry_holds_to_the_microsecond() -> None:
    for value in (
        "+2250700000001",
        "+22507*",
        "+22507XX000001",
        "country:CI",
        "+2250700000000..+2250700000009",
    ):
        dated = matcher([(read(value, "CI"), NOW)])
        assert dated.find(Subject("+2250700000001"), NOW - 1), value
        assert not dated.find(Subject("+2250700000001"), NOW), value


def test_of_two_entries_the_one_that_holds_longer_counts() -> None:
    twice = matcher([(read("+22507*", "CI"), NOW - 5), (read("+22507*", "CI"), NOW + 5)])
    assert twice.find(Subject("+2250700000001"), NOW) == "+22507*"


DIGITS = st.text("0123", min_size=1, max_size=5)
PATTERNS = st.one_of(
    DIGITS.map(lambda each: f"+1{each}"),
    DIGITS.map(lambda each: f"+1{each}*"),
    st.text("0123X", min_size=1, max_size=5).map(lambda each: f"+1{each}X"),
    st.text("0123X", max_size=4).map(lambda each: f"+1X{each}*"),
    st.tuples(DIGITS, DIGITS)
    .filter(lambda ends: len(ends[0]) == len(ends[1]))
    .map(lambda ends: "..".join(f"+1{each}" for each in sorted(ends))),
)
ENDS = st.sampled_from([NOW - 1, NOW, NOW + 1, NEVER])


def entry_of(pattern: str) -> Entry:
    if ".." in pattern:
        return Entry(Kind.RANGE, pattern)
    if "X" in pattern:
        return Entry(Kind.MASK, pattern)
    if "*" in pattern:
        return Entry(Kind.PREFIX, pattern)
    return Entry(Kind.NUMBER, pattern, int(pattern))


def plainly(pattern: str, number: str) -> bool:
    """The naive way."""
    if ".." in pattern:
        first, last = pattern.split("..")
        return int(first) <= int(number) <= int(last)
    form = re.escape(pattern).replace("X", "[0-9]").replace(r"\*", "[0-9]*")
    return re.fullmatch(form, number) is not None


@given(entries=st.lists(st.tuples(PATTERNS, ENDS), max_size=25), number=DIGITS.map(lambda each: f"+1{each}"))
@settings(max_examples=400, deadline=None)
def test_the_matcher_agrees_with_the_plainest_search(entries: list[tuple[str, int]], number: str) -> None:
    made = matcher((entry_of(pattern), end) for pattern, end in entries)
    found = made.find(Subject(number), NOW)
    naive = {pattern for pattern, end in entries if end > NOW and plainly(pattern, number)}
    assert (found is not None) is bool(naive)
    assert found is None or found in naive


def examples() -> Iterator[tuple[str, str]]:
    """A number of every kind of every country, as people of that country and others write it."""
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        for kind in phonenumbers.PhoneNumberType.values():
            example = phonenumbers.example_number_for_type(region, kind)
            if example is not None:
                for form in range(3):
                    yield phonenumbers.format_number(example, form), region
                national = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.NATIONAL)
                yield f"00{example.country_code}{national}", region


def test_a_number_is_read_quickly_to_what_it_would_be_slowly() -> None:
    differing = []
    for written, region in examples():
        read_in = exact(written, region)
        slowly = numbers.e164(re.sub("^00", "+", re.sub(r"[ .()/-]", "", written)), region)
        if read_in is not None and read_in.value[0] == "+" and read_in.value != slowly:
            differing.append((written, region, read_in.value, slowly))
    assert differing == []
