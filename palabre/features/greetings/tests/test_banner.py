"""While a banner is set, outside callers hear it once in a call, before the first prompt or instead of it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from palabre.phone.script import Answers, Moment, Script
from palabre.routing.flow import Document, parse
from palabre.routing.simulate import Story, Trial, play
from palabre.routing.trial import ScriptedCall
from tests.cases import MONDAY_MORNING
from tests.company import Company, ident

NOON = (MONDAY_MORNING + timedelta(hours=2)).replace(tzinfo=None)
STRIKE = {"text": "Grève des transports.", "ends_at": NOON}
MENU = {
    "start": "hello",
    "steps": {
        "hello": {
            "type": "greeting",
            "fields": {"prompt": {"text": "Bienvenue."}},
            "exits": {"done": "menu"},
        },
        "menu": {
            "type": "menu",
            "fields": {"prompt": {"text": "Tapez 1."}, "keys": ["1"], "seconds": 1},
            "exits": {"1": "bye", "no_key": "bye", "wrong_key": "bye"},
        },
        "bye": {"type": "hang_up"},
    },
}
ONLY_MENU = {"start": "menu", "steps": {name: MENU["steps"][name] for name in ("menu", "bye")}}  # type: ignore[index]


ANSWERED = Script(phones={"desk@acme.test": Answers(3, 5)})
LEAVES = Trial(MONDAY_MORNING, script=Script(hangs_up=Moment(2, prompt=1)))


def heard(
    banner: dict[str, Any] | None,
    document: dict[str, Any] | None = None,
    at: datetime = MONDAY_MORNING,
    **call: Any,
) -> list[str]:
    """What a caller hears, from first to last."""
    story = called(banner, document or MENU, at, **call)
    return [says + ("…" if each.cut else "") for each in story.heard for says in each.says]


def called(banner: dict[str, Any] | None, document: dict[str, Any], at: datetime, **call: Any) -> Story:
    greetings = {"sorry": {"text": "Fermé.", "variants": [{"language": "en", "text": "Closed."}]}}
    company = Company({"greetings": greetings} | ({"banner": banner} if banner else {}))
    account = company.account()
    script = ScriptedCall.model_validate(call)
    return play(account, parse(Document.model_validate(document), "scenario:x:1"), script.trial(account, at))


def test_it_is_heard_once_before_the_first_prompt() -> None:
    assert heard(STRIKE)[:3] == ["Grève des transports.", "Bienvenue.", "Tapez 1."]
    assert heard(STRIKE).count("Grève des transports.") == 1


def test_a_menu_that_asks_again_does_not_repeat_it() -> None:
    told = heard(STRIKE, ONLY_MENU)
    assert told[:2] == ["Grève des transports.", "Tapez 1."]
    assert told.count("Grève des transports.") == 1
    assert told.count("Tapez 1.") == 3


def test_it_takes_the_place_of_the_first_prompt_only() -> None:
    assert heard({**STRIKE, "mode": "instead"})[:2] == ["Grève des transports.", "Tapez 1."]
    told = heard({**STRIKE, "mode": "instead"}, ONLY_MENU)
    assert (told[0], told.count("Tapez 1.")) == ("Grève des transports.", 2)


def test_a_mailbox_without_a_greeting_of_its_own_tells_it_too() -> None:
    leave = {
        "start": "box",
        "steps": {"box": {"type": "voicemail", "fields": {"mailbox": str(ident("200"))}}},
    }
    company = Company({"banner": STRIKE, "mailboxes": {"200": {}}})
    story = play(company.account(), parse(Document.model_validate(leave), "scenario:x:1"), LEAVES)
    assert story.heard[0].says[:2] == ("Grève des transports.", "Laissez votre message après le bip.")


def test_who_waits_in_a_queue_hears_it_before_the_music() -> None:
    company = Company(
        {
            "banner": STRIKE,
            "extensions": {"101": {"phones": ["desk"]}},
            "queues": {"sales": {"agents": ["101"]}},
        }
    )
    fields, ways = {"queue": str(ident("sales"))}, {"full": "bye", "no_agent": "bye"}
    steps = {"wait": {"type": "queue", "fields": fields, "exits": ways}, "bye": {"type": "hang_up"}}
    drawn = Document.model_validate({"start": "wait", "steps": steps})
    account = company.account()
    story = play(account, parse(drawn, "scenario:x:1"), Trial(MONDAY_MORNING, script=ANSWERED))
    assert [each.says[0] for each in story.heard][:2] == ["Grève des transports.", "music"]


def test_it_goes_by_itself() -> None:
    assert "Grève des transports." in heard(STRIKE, at=MONDAY_MORNING + timedelta(minutes=119))
    assert "Grève des transports." not in heard(STRIKE, at=MONDAY_MORNING + timedelta(minutes=120))


def test_it_may_be_a_greeting_of_the_account() -> None:
    banner = {"greeting": "sorry", "ends_at": NOON}
    assert heard(banner)[0] == "Fermé."


def test_a_greeting_that_has_gone_opens_nothing() -> None:
    assert heard({"greeting": "lost", "ends_at": NOON})[0] == "Bienvenue."


def test_a_key_pressed_during_it_counts_for_the_menu() -> None:
    story = called(STRIKE, ONLY_MENU, MONDAY_MORNING, keys=[{"key": "1", "after_seconds": 0.5}])
    assert [each.exit for each in story.path][:1] == ["1"]


@pytest.mark.parametrize("dialled", ["300"])
def test_colleagues_do_not_hear_it(dialled: str) -> None:
    company = Company(
        {
            "banner": STRIKE,
            "extensions": {"101": {"phones": ["desk"]}},
            "scenarios": {"main": {"number": dialled, "document": MENU}},
        }
    )
    story = play(company.account(), None, Trial(MONDAY_MORNING, dialled=dialled, endpoint="desk@acme.test"))
    assert story.heard[0].says == ("Bienvenue.",)
