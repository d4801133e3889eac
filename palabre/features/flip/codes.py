"""The code under which a phone takes over what another one of the same extension talks about."""

from uuid import UUID

from palabre.calls.directory import Account
from palabre.features.flip.take_over import TakeOver
from palabre.routing.codes import Code
from palabre.routing.flow import Flow, single


def _flow(_: Account, extension: UUID, __: str) -> Flow:
    return single("take_over", TakeOver(extension=extension))


CODES = [
    Code(
        "take_over",
        "*9",
        "none",
        _flow,
        fr="Poursuivre ici la conversation en cours sur un autre de ses téléphones.",
        en="Go on here with the conversation at another phone of one's own.",
    )
]
