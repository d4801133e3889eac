"""The code by which a phone is left in peace, or rings again."""

from uuid import UUID

from palabre.calls.directory import Account
from palabre.features.extensions.switch_disturb import SwitchDisturb
from palabre.routing.codes import Code
from palabre.routing.flow import Flow, single


def _flow(_: Account, extension: UUID, __: str) -> Flow:
    return single("do_not_disturb", SwitchDisturb(extension=extension))


CODES = [
    Code(
        "do_not_disturb",
        "*64",
        "none",
        _flow,
        fr="Ne pas déranger : une fois pour ne plus être dérangé, une autre fois pour l'être de nouveau.",
        en="Do not disturb: once to be left in peace, once more to be called again.",
    )
]
