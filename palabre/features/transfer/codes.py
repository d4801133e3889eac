"""The code by which a transferred call is taken back before somebody has it."""

from uuid import UUID

from palabre.calls.directory import Account
from palabre.features.transfer.take_back import TakeBack
from palabre.routing.codes import Code
from palabre.routing.flow import Flow, single


def _flow(_: Account, extension: UUID, __: str) -> Flow:
    return single("take_back", TakeBack(extension=extension))


CODES = [
    Code(
        "take_back",
        "*1",
        "none",
        _flow,
        fr="Reprendre l'appel que l'on vient de transférer, tant que personne n'y a répondu.",
        en="Take back the call that one has just transferred, as long as nobody has answered it.",
    )
]
