"""The codes of all features fit beside each other, and say what they do."""

from itertools import permutations

from palabre.routing.codes import codes


def test_no_code_hides_another() -> None:
    hidden = [
        (one.name, other.name)
        for one, other in permutations(codes().values(), 2)
        if one.digits.startswith(other.digits) and not (one.digits == other.digits and one.goes_with(other))
    ]
    assert hidden == []


def test_a_code_begins_with_a_nought_or_a_star_and_is_told_in_both_languages() -> None:
    for code in codes().values():
        assert code.digits[0] in "0*" and code.digits[1:].isdigit() and len(code.digits) in (2, 3, 4)
        assert code.fr and code.en and code.fr != code.en
