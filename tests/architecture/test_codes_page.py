"""The printed page of codes says what phones can dial, in both languages."""

from pathlib import Path

from palabre.features.feature_codes.page import page, plain
from palabre.routing.codes import codes

PAGE = Path(__file__).parents[2] / "docs" / "codes.md"


def test_the_page_is_made_of_the_codes() -> None:
    """Write it anew with `python -m palabre.features.feature_codes.page > docs/codes.md`."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_code_is_on_it_in_both_languages() -> None:
    for code in codes().values():
        assert page().count(f"| `{code.digits}`") == 2
        assert plain(code.fr) in page() and plain(code.en) in page()
