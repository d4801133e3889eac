"""Every template that comes along becomes a scenario that can be published once its blanks are filled in."""

import pytest

from palabre.kit.errors import LANGUAGES, Language
from palabre.routing.checks import check
from palabre.routing.draw import stored
from palabre.routing.flow import Document, parse
from palabre.routing.simulate import Trial, play
from palabre.routing.template import blanks
from palabre.routing.templates import stock
from tests.cases import MONDAY_MORNING
from tests.company import Company, ident

THINGS = {"extension": "101", "mailbox": "200", "schedule": "office", "queue": "sales"}
ACCOUNT = Company(
    {
        "extensions": {"101": {}},
        "mailboxes": {"200": {}},
        "schedules": {"office": []},
        "queues": {"sales": {}},
    }
).account()
KEYS = list(stock("fr"))


def filled(key: str, language: Language) -> Document:
    drawn = stored(stock(language)[key].document)
    for fields, name, kind in blanks(drawn):
        fields[name] = str(ident(THINGS[kind]))
    return Document.model_validate(drawn)


def test_the_templates_that_are_promised_are_there() -> None:
    assert {"welcome_menu", "opening_hours", "night_message", "queue", "two_languages"} <= set(KEYS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
def test_a_template_can_be_published(key: str, language: Language) -> None:
    assert check(filled(key, language), ACCOUNT, ident("new")) == []


@pytest.mark.parametrize("key", KEYS)
def test_a_template_is_the_same_in_both_languages_but_for_its_words(key: str) -> None:
    french, english = (stock(language)[key] for language in LANGUAGES)
    assert (french.name, french.description) != (english.name, english.description)
    assert [each.type for each in french.document.steps.values()] == [
        each.type for each in english.document.steps.values()
    ]
    assert all(each.place is not None for each in french.document.steps.values())


@pytest.mark.parametrize("key", [each for each in KEYS if each != "queue"])
def test_a_caller_hears_something(key: str) -> None:
    flow = parse(filled(key, "fr"), f"scenario:{ident('new')}:0")
    assert play(ACCOUNT, flow, Trial(MONDAY_MORNING)).path
