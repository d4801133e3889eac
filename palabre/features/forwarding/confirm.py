"""What a phone that sets its forwarding is told."""

from collections.abc import Sequence

from palabre.features.forwarding.snapshot import Forward, Kind
from palabre.kit.errors import Language

SET: dict[Language, dict[Kind, str]] = {
    "fr": {
        "always": "Tous vos appels sont renvoyés vers le {to}.",
        "busy": "Quand vous êtes en ligne, vos appels sont renvoyés vers le {to}.",
        "no_answer": "Sans réponse de votre part, vos appels sont renvoyés vers le {to}.",
        "unavailable": "Quand votre téléphone est éteint, vos appels sont renvoyés vers le {to}.",
    },
    "en": {
        "always": "All your calls are forwarded to {to}.",
        "busy": "When you are busy, your calls are forwarded to {to}.",
        "no_answer": "When you do not answer, your calls are forwarded to {to}.",
        "unavailable": "When your phone is off, your calls are forwarded to {to}.",
    },
}
AFTER: dict[Language, str] = {
    "fr": " Votre poste sonne {seconds} secondes avant.",
    "en": " Your extension rings for {seconds} seconds before.",
}
LIFTED: dict[Language, dict[Kind, str]] = {
    "fr": {
        "always": "Le renvoi de tous vos appels est levé.",
        "busy": "Le renvoi quand vous êtes en ligne est levé.",
        "no_answer": "Le renvoi sans réponse est levé.",
        "unavailable": "Le renvoi quand votre téléphone est éteint est levé.",
    },
    "en": {
        "always": "Forwarding of all your calls is off.",
        "busy": "Forwarding when you are busy is off.",
        "no_answer": "Forwarding when you do not answer is off.",
        "unavailable": "Forwarding when your phone is off is off.",
    },
}
ALL_LIFTED: dict[Language, str] = {
    "fr": "Tous les renvois de votre poste sont levés.",
    "en": "All forwarding of your extension is off.",
}


def confirmation(rule: Forward, to: str, language: Language) -> str:
    """That calls go to `to` now."""
    after = AFTER[language].format(seconds=rule.ring_seconds) if rule.ring_seconds else ""
    return SET[language][rule.kind].format(to=to) + after


def lifted(kinds: Sequence[Kind], language: Language) -> str:
    """That calls of some kinds ring here again."""
    return LIFTED[language][kinds[0]] if len(kinds) == 1 else ALL_LIFTED[language]
