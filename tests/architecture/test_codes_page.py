"""The printed page of codes says what phones can dial, in both languages."""

from itertools import combinations
from pathlib import Path

from palabre.features.feature_codes.page import page, plain
from palabre.kit import discover
from palabre.routing.codes import codes

PAGE = Path(__file__).parents[2] / "docs" / "codes.md"


def test_the_page_is_made_of_the_codes() -> None:
    """Write it anew with `python -m palabre.features.feature_codes.page > docs/codes.md`."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_no_two_codes_have_one_name_or_the_same_digits() -> None:
    """The codes of an account are kept by their names: of two that share one only the last would work."""
    all_codes = [each for module in discover.modules("palabre.features", "codes") for each in module.CODES]
    assert len({each.name for each in all_codes}) == len(all_codes)
    alike = [
        (one.name, other.name)
        for one, other in combinations(all_codes, 2)
        if one.digits == other.digits and not one.goes_with(other)
    ]
    assert alike == []


def test_every_code_is_on_it_in_both_languages() -> None:
    for code in codes().values():
        rest = "" if code.takes == "none" else "…"
        assert page().count(f"| `{code.digits}`{rest} |") == 2
        assert plain(code.fr) in page() and plain(code.en) in page()
