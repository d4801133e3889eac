"""Tells in words, out of a call's facts, why it rang where it rang."""

from collections.abc import Callable, Iterable
from typing import Any

from palabre.calls.facts import Kind
from palabre.calls.models import FactRow
from palabre.features.forwarding import facts
from palabre.features.forwarding.schemas import ForwardStep, ForwardStory
from palabre.kit.errors import Language

Data = dict[str, Any]
WHY: dict[Language, dict[str, str]] = {
    "fr": {
        "always": "tous ses appels sont renvoyés",
        "busy": "il était en ligne",
        "no_answer": "il n'a pas répondu",
        "unavailable": "son téléphone n'était pas joignable",
    },
    "en": {
        "always": "all its calls are forwarded",
        "busy": "it was busy",
        "no_answer": "it did not answer",
        "unavailable": "its phone could not be reached",
    },
}
WORDS: dict[Language, dict[str, str]] = {
    "fr": {
        "sent": "Le poste {number} a renvoyé l'appel vers {to} : {why}.",
        "rang": "Le {to} a sonné ; il a vu le {shown}.",
        "asked": "On a demandé à celui qui a décroché de taper 1 pour prendre l'appel.",
        "declined": "Celui qui a décroché n'a pas pris l'appel.",
        "refused": "L'opérateur a refusé de présenter le {shown} ({sip}) : le {instead} a été présenté.",
        "skipped": "Le {to} n'a pas été appelé : {reason}",
        "came_back": "Personne n'a pris l'appel : il est revenu au poste {number}.",
        "loop": "L'appel n'a pas été renvoyé une fois de plus par le poste {number} : il tournait en rond.",
    },
    "en": {
        "sent": "Extension {number} forwarded the call to {to}: {why}.",
        "rang": "{to} rang; it saw {shown}.",
        "asked": "Whoever picked up was asked to press 1 to take the call.",
        "declined": "Whoever picked up did not take the call.",
        "refused": "The carrier refused to show {shown} ({sip}): {instead} was shown instead.",
        "skipped": "{to} was not called: {reason}",
        "came_back": "Nobody took the call: it came back to extension {number}.",
        "loop": "Extension {number} did not forward the call once more: it was going round in a circle.",
    },
}
WHAT = {
    facts.FORWARDED: "sent",
    facts.SHOWN: "rang",
    Kind.ACCEPT_ASKED: "asked",
    Kind.NOT_ACCEPTED: "declined",
    Kind.NUMBER_REFUSED: "refused",
    facts.SKIPPED: "skipped",
    facts.CAME_BACK: "came_back",
    facts.LOOPED: "loop",
}


def told(facts: Iterable[FactRow], language: Language) -> ForwardStory:
    """The story of a call's forwarding; without any, it has no steps."""
    known = [*facts]
    hops = known[0].data.get("hops", 0) if known else 0
    return ForwardStory(
        hops_before=hops, steps=[_step(each, language) for each in known if each.kind in WHAT]
    )


def _step(fact: FactRow, language: Language) -> ForwardStep:
    what, data = WHAT[fact.kind], fact.data
    to = data.get("to", [])
    listed = [to] if isinstance(to, str) else to
    why, reason = WHY[language].get(data.get("why", ""), ""), data.get("text", {}).get(language, "")
    values = {**data, "to": ", ".join(listed), "why": why, "reason": reason}
    fill: Callable[..., str] = WORDS[language][what].format
    return ForwardStep.model_validate(
        {
            "at": fact.at,
            "what": what,
            "number": data.get("number"),
            "name": data.get("name"),
            "why": data.get("why"),
            "rule_id": data.get("rule"),
            "to": listed,
            "shown": data.get("shown"),
            "loop": data.get("loop"),
            "text": fill(**values),
        }
    )
