"""The way back of a transferred call."""

from uuid import UUID

from palabre.calls.directory import Account
from palabre.features import extensions
from palabre.features.transfer.come_back import ComeBack
from palabre.routing.flow import Flow, single
from palabre.routing.walk import TRANSFEROR

KIND = TRANSFEROR


def flow(account: Account, thing: UUID) -> Flow | None:
    """To an extension; when it does not answer either, the caller is told so."""
    if not account.part(extensions.Extensions).has(thing):
        return None
    return single(f"{TRANSFEROR}:{thing}", ComeBack(extension=thing), dict(extensions.WHY))
