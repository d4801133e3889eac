"""What is probably not meant about a rule: circles that it closes, numbers that nobody will see."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from palabre.features.forwarding.snapshot import OUTSIDE, Forward
from palabre.kit.errors import PalabreError


class ForwardLoop(PalabreError):
    """Extensions that send calls to each other."""

    code, status = "forward_loop", 409
    fr = "Ce renvoi tourne en rond : {path}. Un appel qui y entre s'arrête quand il revient."
    en = "This forwarding goes round in a circle: {path}. A call in it ends when it comes round again."


class ForwardWithoutLine(PalabreError):
    """Nothing leads outside."""

    code, status = "forward_without_line", 409
    fr = "Le compte n'a aucune ligne vers l'extérieur : {to} ne sonnera pas."
    en = "The account has no line to the outside: {to} will not ring."


class ForwardWithoutNumber(PalabreError):
    """Nothing can be shown outside."""

    code, status = "forward_without_number", 409
    fr = "Le compte n'a aucun numéro à présenter : {to} ne sonnera pas."
    en = "The account has no number to show: {to} will not ring."


class CallerNotShown(PalabreError):
    """No line takes somebody else's number."""

    code, status = "caller_not_shown", 409
    fr = "Aucune ligne n'accepte le numéro de l'appelant : {to} verra un numéro de l'entreprise."
    en = "No line takes the caller's number: {to} will see a number of the company."


@dataclass(frozen=True)
class Surroundings:
    """What else there is in the account: `names` are short numbers, `lines` its trunks."""

    rules: Mapping[UUID, Sequence[Forward]]
    names: Mapping[UUID, str]
    lines: int = 1
    own_numbers: int = 1
    shows_callers: bool = True


def warnings(rule: Forward, around: Surroundings) -> Iterator[PalabreError]:
    """All that is to be said about a rule."""
    path = circle(rule, around.rules)
    if path:
        yield ForwardLoop(path=" → ".join(around.names.get(each, "?") for each in path))
    for target in rule.targets:
        if target.kind == OUTSIDE:
            if not around.lines:
                yield ForwardWithoutLine(to=target.outside)
            elif not around.own_numbers:
                yield ForwardWithoutNumber(to=target.outside)
            elif rule.shown == "caller" and not around.shows_callers:
                yield CallerNotShown(to=target.outside)


def circle(rule: Forward, rules: Mapping[UUID, Sequence[Forward]]) -> list[UUID]:
    """The way by which a rule's calls come back to its extension; empty when they do not.

    An extension that is only tried on the way (not the last target, or one of several at once) sends calls
    on if it forwards all of them, and only then.
    """
    waiting = [[rule.extension, each] for each in _leads_to(rule)] if rule.enabled else []
    seen: set[UUID] = set()
    while waiting:
        path = waiting.pop(0)
        if path[-1] == rule.extension:
            return path
        if path[-1] in seen:
            continue
        seen.add(path[-1])
        for each in rules.get(path[-1], ()):
            if each.enabled:
                waiting += [[*path, to] for to in _leads_to(each)]
    return []


def _leads_to(rule: Forward) -> list[UUID]:
    return [each.thing for each in rule.targets if each.kind == "extension" and each.thing is not None]
