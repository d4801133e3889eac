"""The code that blocks an extension's last caller."""

from uuid import UUID

from palabre.calls.directory import Account
from palabre.features.caller_lists.block_last import BlockLastCaller
from palabre.routing.codes import Code
from palabre.routing.flow import Flow, single


def _flow(_: Account, extension: UUID, __: str) -> Flow:
    return single("block", BlockLastCaller(extension=extension))


CODES = [
    Code(
        "block_last_caller",
        "*60",
        "none",
        _flow,
        fr="Bloquer le dernier appelant extérieur de son poste.",
        en="Block the last outside caller of one's extension.",
    )
]
