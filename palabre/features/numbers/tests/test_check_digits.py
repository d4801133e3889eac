"""Which digits may become a short number."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from palabre.features.numbers.check_digits import (
    DigitsWrong,
    EmergencyNumber,
    FeatureCodeTaken,
    NoFreeNumber,
    first_free,
    refusal,
)


@pytest.mark.parametrize(
    ("digits", "country", "expected"),
    [
        ("1", "CI", None),
        ("101", "CI", None),
        ("999999", "CI", None),
        ("07", "CI", None),
        ("", "CI", DigitsWrong),
        ("1000000", "CI", DigitsWrong),
        ("1a", "CI", DigitsWrong),
        ("٣", "CI", DigitsWrong),
        ("²", "CI", DigitsWrong),
        *[(code, "CI", FeatureCodeTaken) for code in ("077", "078", "079", "088", "0781", "07999")],
        *[(number, "CI", EmergencyNumber) for number in ("110", "111", "112", "170", "180", "185")],
        *[
            (number, "FR", EmergencyNumber)
            for number in ("15", "17", "18", "112", "114", "115", "119", "191", "196")
        ],
        ("15", "CI", None),
        ("185", "FR", None),
        ("112", "ZZ", EmergencyNumber),
    ],
)
def test_the_plan_protects_codes_and_emergency_numbers(
    digits: str, country: str, expected: type | None
) -> None:
    refused = refusal(digits, country)
    assert (type(refused) if refused else None) is expected


@given(some.text(max_size=8), some.sampled_from(["CI", "FR", "SN"]))
def test_any_text_is_a_short_number_or_refused(digits: str, country: str) -> None:
    if refusal(digits, country) is None:
        assert 1 <= len(digits) <= 6 and set(digits) <= set("0123456789")


@given(some.sets(some.integers(100, 140).map(str)))
def test_the_first_free_number_is_free_and_the_lowest(taken: set[str]) -> None:
    free = first_free(taken, "CI")
    assert free not in taken
    assert all(str(each) in taken or refusal(str(each), "CI") is not None for each in range(100, int(free)))


def test_a_full_plan_has_no_free_number() -> None:
    with pytest.raises(NoFreeNumber):
        first_free({str(each) for each in range(10)}, "CI", length=1)
