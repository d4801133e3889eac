"""The codes that hide or show one's number for one call."""

from uuid import UUID

from palabre.calls.directory import Account
from palabre.features.outbound.dial import HIDE, SHOW
from palabre.routing.codes import Code
from palabre.routing.flow import Flow


def _number(_: Account, __: UUID, ___: str) -> Flow | None:
    """With what follows it is a number outside, which is read as a whole."""
    return None


CODES = [
    Code(
        HIDE,
        "*31",
        "digits",
        _number,
        fr="Appeler un numéro extérieur en masquant le sien : *31*numéro.",
        en="Call a number outside and withhold one's own: *31*number.",
    ),
    Code(
        SHOW,
        "*32",
        "digits",
        _number,
        fr="Appeler un numéro extérieur en montrant le sien : *32*numéro.",
        en="Call a number outside and show one's own: *32*number.",
    ),
]
