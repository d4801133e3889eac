"""The map of the numbering plan."""

from hypothesis import given, settings
from hypothesis import strategies as some

from palabre.features.numbers.check_digits import refusal
from palabre.features.numbers.map_plan import Plan, emergency_numbers, neighbours, overlaps, ranges

DIGITS = some.text("0123", min_size=1, max_size=4)
CODES = some.sets(some.sampled_from(["01", "011", "02", "*1", "0321", "033"]))


@settings(deadline=None)
@given(some.sets(DIGITS), CODES, some.sampled_from(["CI", "FR", "GN"]), some.integers(1, 3))
def test_the_map_says_of_each_number_what_a_try_would(
    taken: set[str], codes: set[str], country: str, length: int
) -> None:
    plan = Plan(taken, codes, country)
    found = ranges(plan, length)
    seen = [f"{each:0{length}}" for it in found for each in range(int(it.first), int(it.last) + 1)]
    assert seen == [f"{each:0{length}}" for each in range(10**length)]
    for each in found:
        assert each.count == int(each.last) - int(each.first) + 1
        free = each.first not in taken and refusal(each.first, country, codes) is None
        assert (each.state == "free") == free
    assert all(before.state != after.state for before, after in zip(found, found[1:], strict=False))


@given(some.sets(DIGITS))
def test_overlaps_are_all_numbers_that_others_begin_with(taken: set[str]) -> None:
    found = overlaps(Plan(taken, (), "CI"))
    for digits in taken:
        longer = sorted(each for each in taken if each != digits and each.startswith(digits))
        assert found.get(digits, []) == longer


def test_neighbours_are_what_a_waiting_phone_could_mean() -> None:
    near = neighbours(Plan({"1", "12", "120", "13"}, {"*1", "077"}, "CI"), "12")
    assert (near.longer, near.shorter, near.codes, near.emergency) == (("120",), ("1",), (), ())
    assert neighbours(Plan((), {"*1", "077"}, "CI"), "0").codes == ("077",)
    assert neighbours(Plan((), (), "CI"), "18").emergency == ("180", "185")


def test_every_country_has_a_number_for_help() -> None:
    assert "112" in emergency_numbers("ZZ")
    assert {"17", "112"} <= emergency_numbers("FR")
    assert "999" in emergency_numbers("GB")
