"""The codes under which a phone takes a colleague's call."""

from uuid import UUID

from palabre.calls.directory import Account
from palabre.features.pickup.pick import PickUp
from palabre.routing.codes import Code
from palabre.routing.flow import Flow, single


def _any(_: Account, extension: UUID, __: str) -> Flow | None:
    return single("pick_up", PickUp(extension=extension))


def _one(_: Account, extension: UUID, number: str) -> Flow | None:
    return single("pick_up", PickUp(extension=extension, at=number)) if number.isdigit() else None


CODES = [
    Code(
        "pick_up",
        "*8",
        "none",
        _any,
        fr="Prendre un appel qui sonne chez un collègue, n'importe lequel ; d'abord dans son propre service.",
        en="Pick up a colleague's ringing call, whichever it is; in one's own department first.",
    ),
    Code(
        "pick_up_one",
        "*8",
        "digits",
        _one,
        fr="Prendre l'appel qui sonne chez quelqu'un : le code, puis le numéro court d'un poste ou d'une "
        "file d'attente.",
        en="Pick up somebody's ringing call: the code, then the short number of an extension or of a queue.",
        alone=False,
    ),
]
