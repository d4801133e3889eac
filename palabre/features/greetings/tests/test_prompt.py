"""Which recording of a greeting a caller hears, and what is said of prompts that may leave him in silence."""

from datetime import date
from typing import Any

import pytest

from palabre.features.greetings import Prompt
from palabre.features.greetings.quality import report
from palabre.features.greetings.snapshot import Greeting, Recording
from palabre.routing.checks import warn
from palabre.routing.flow import Document
from tests.company import Company, ident

DATED = {
    "greetings": {
        "always": {"text": "Bonjour."},
        "summer": {"text": "Bel été.", "valid_until": date(2026, 8, 31)},
        "both": {"text": "Bel été.", "valid_until": date(2026, 8, 31), "fallback": "always"},
    }
}
FOUND = {
    "seconds": 12.0,
    "level_dbfs": -20.0,
    "peak_dbfs": -4.0,
    "source_seconds": 14.0,
    "source_level_dbfs": -18.0,
    "clipped_share": 0.0,
    "silence_share": 0.2,
}


def test_the_calls_language_chooses_the_recording() -> None:
    english = Recording("en", "Good morning.", None)
    greeting = Greeting("fr", "Bonjour.", None, ident("a"), "a", variants={"en": english})
    assert greeting.spoken_in("en") is english
    assert greeting.spoken_in("fr") is greeting
    assert Greeting("en", "Hello.", None, ident("b"), "b").spoken_in("fr").text == "Hello."


def test_a_greeting_that_may_fall_silent_is_remarked() -> None:
    account = Company(DATED).account()
    found = {
        name: [each.error.code for each in warn(one(name), account)] for name in ("always", "summer", "both")
    }
    assert found == {"always": [], "summer": ["prompt_out_of_date"], "both": []}


def one(name: str) -> Document:
    fields = {"prompt": {"greeting": str(ident(name))}}
    steps = {"a": {"type": "greeting", "fields": fields, "exits": {"done": "b"}}, "b": {"type": "hang_up"}}
    return Document.model_validate({"start": "a", "steps": steps})


def test_a_prompt_with_another_piece_is_never_silent() -> None:
    account = Company(DATED).account()
    seasonal = {"greeting": str(ident("summer"))}
    assert list(Prompt.model_validate({"parts": [seasonal, {"text": "Bonjour."}]}).silences(account)) == []
    assert len(list(Prompt.model_validate({"parts": [seasonal, seasonal]}).silences(account))) == 1


def test_an_empty_part_is_refused() -> None:
    with pytest.raises(ValueError, match="a greeting or a text"):
        Prompt.model_validate({"parts": [{"text": " "}]})


@pytest.mark.parametrize(
    ("found", "remarks"),
    [
        ({}, []),
        ({"clipped_share": 0.01}, ["clipped"]),
        ({"source_level_dbfs": -50.0}, ["quiet"]),
        ({"seconds": 0.4}, ["short"]),
        ({"silence_share": 0.6}, ["pauses"]),
        ({"level_dbfs": -26.0}, ["peaks"]),
        ({"clipped_share": 0.01, "silence_share": 0.6}, ["clipped", "pauses"]),
    ],
)
def test_what_callers_will_notice_is_told(found: dict[str, Any], remarks: list[str]) -> None:
    told = report(FOUND | found, "fr")
    assert told is not None
    assert [each.code for each in told.warnings] == remarks
    assert all(each.message.endswith(".") for each in told.warnings)


def test_a_text_has_no_report() -> None:
    assert report(None, "en") is None
