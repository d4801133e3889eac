"""How the greetings are called that the owner of a mailbox records."""

from typing import Literal

from palabre.kit.errors import Language

Which = Literal["busy", "away", "temporary"]
_NAMES: dict[Language, dict[Which, str]] = {
    "fr": {
        "busy": "Messagerie {name}, en ligne",
        "away": "Messagerie {name}, absent",
        "temporary": "Messagerie {name}, temporaire",
    },
    "en": {
        "busy": "Mailbox {name}, on a call",
        "away": "Mailbox {name}, away",
        "temporary": "Mailbox {name}, temporary",
    },
}
_LONGEST = 80


def called(mailbox: str, which: Which, language: Language) -> str:
    """In the account's list of greetings."""
    return _NAMES[language][which].format(name=mailbox)[:_LONGEST]
