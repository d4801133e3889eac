"""Phones set and lift their extension's forwarding: a code, the number, and `*` and seconds if wanted."""

import re
from functools import partial
from uuid import UUID

from palabre.calls.directory import Account
from palabre.features.forwarding.set_by_phone import LiftForwards, SetForward
from palabre.features.forwarding.snapshot import Kind
from palabre.routing.codes import Code
from palabre.routing.flow import Flow, single

BEHIND = re.compile(r"(?P<to>[0-9]{1,16})(?:\*(?P<seconds>[0-9]{1,3}))?")
AGAIN = "*"


def _set(kind: Kind, account: Account, extension: UUID, rest: str) -> Flow | None:
    if rest == "":
        return single("lift", LiftForwards(extension=extension, kinds=(kind,)))
    if rest == AGAIN:
        return single("forward", SetForward(extension=extension, kind=kind))
    found = BEHIND.fullmatch(rest)
    if found is None:
        return None
    seconds = int(found["seconds"]) if found["seconds"] else None
    return single("forward", SetForward(extension=extension, kind=kind, to=found["to"], seconds=seconds))


def _lift(_: Account, extension: UUID, __: str) -> Flow:
    return single("lift", LiftForwards(extension=extension))


CODES = [
    Code(
        "forward_off",
        "*20",
        "none",
        _lift,
        fr="Lever tous les renvois de son poste.",
        en="Switch off all forwarding of one's extension.",
    ),
    Code(
        "forward_always",
        "*21",
        "digits",
        partial(_set, "always"),
        fr="Renvoyer tous les appels : *21 puis le numéro. *21 seul lève le renvoi, *21* le remet.",
        en="Forward all calls: *21, then the number. *21 alone switches it off, *21* on again.",
    ),
    Code(
        "forward_busy",
        "*22",
        "digits",
        partial(_set, "busy"),
        fr="Renvoyer quand on est en ligne : *22 puis le numéro. *22 seul lève le renvoi, *22* le remet.",
        en="Forward when busy: *22, then the number. *22 alone switches it off, *22* on again.",
    ),
    Code(
        "forward_no_answer",
        "*23",
        "digits",
        partial(_set, "no_answer"),
        fr="Renvoyer sans réponse : *23 puis le numéro, puis * et les secondes de sonnerie avant le renvoi. "
        "*23 seul lève le renvoi, *23* le remet.",
        en="Forward when nobody answers: *23, then the number, then * and how many seconds to ring before. "
        "*23 alone switches it off, *23* on again.",
    ),
    Code(
        "forward_unavailable",
        "*24",
        "digits",
        partial(_set, "unavailable"),
        fr="Renvoyer quand le téléphone est éteint : *24 puis le numéro. *24 seul lève le renvoi, "
        "*24* le remet.",
        en="Forward when the phone is off: *24, then the number. *24 alone switches it off, *24* on again.",
    ),
]
