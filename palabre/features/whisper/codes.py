"""The codes by which a supervisor enters an agent's conversation."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from palabre.calls.directory import Account
from palabre.features.whisper.modes import Mode
from palabre.features.whisper.supervise import Supervise
from palabre.routing.codes import Code
from palabre.routing.flow import Flow, single
from palabre.routing.plan import Plan


def _flow(account: Account, supervisor: UUID, agent: str, mode: Mode, takes: bool = False) -> Flow | None:
    kind, thing = account.part(Plan).short.get(agent, ("", UUID(int=0)))
    if kind != "extension":
        return None
    return single("supervise", Supervise(extension=supervisor, agent=thing, mode=mode, takes=takes))


def _way(mode: Mode, takes: bool = False) -> Callable[[Account, UUID, str], Flow | None]:
    return partial(_flow, mode=mode, takes=takes)


CODES = [
    Code(
        "listen_in",
        "078",
        "digits",
        _way("listen"),
        fr="Écouter la conversation d'un poste : 078 puis son numéro court.",
        en="Listen to the conversation of an extension: 078 and then its short number.",
    ),
    Code(
        "whisper",
        "079",
        "digits",
        _way("whisper"),
        fr="Souffler à un poste, que lui seul entend : 079 puis son numéro court.",
        en="Whisper to an extension, which alone hears it: 079 and then its short number.",
    ),
    Code(
        "barge_in",
        "080",
        "digits",
        _way("barge"),
        fr="Entrer dans la conversation d'un poste, entendu de tous : 080 puis son numéro court.",
        en="Join the conversation of an extension, heard by all: 080 and then its short number.",
    ),
    Code(
        "take_over_agent",
        "081",
        "digits",
        _way("barge", takes=True),
        fr="Prendre la conversation d'un poste à sa place : 081 puis son numéro court.",
        en="Take over the conversation of an extension: 081 and then its short number.",
    ),
]
