"""The code under which a phone takes a colleague's call."""

from uuid import UUID

from palabre.calls.directory import Account
from palabre.features.pickup.pick import PickUp
from palabre.routing.codes import Code
from palabre.routing.flow import Flow, single


def _flow(_: Account, extension: UUID, rest: str) -> Flow | None:
    return single("pick_up", PickUp(extension=extension, at=rest)) if rest.isdigit() or not rest else None


CODES = [
    Code(
        "pick_up",
        "*8",
        "digits",
        _flow,
        fr="Prendre un appel qui sonne chez un collègue : *8 pour n'importe lequel, *8 puis le numéro court "
        "d'un poste ou d'une file d'attente.",
        en="Pick up a colleague's ringing call: *8 for any of them, *8 and then the short number of an "
        "extension or of a queue.",
    )
]
