"""What happens when the park number or a slot is called; a number stands for itself."""

from uuid import UUID

from palabre.calls.directory import Account
from palabre.features import extensions
from palabre.features.parking.park import Park
from palabre.features.parking.snapshot import Parking
from palabre.routing.flow import Flow, single

KIND = "parking"


def flow(account: Account, thing: UUID) -> Flow | None:
    """Park the call, or talk with the one who waits there."""
    digits = str(thing.int)
    if not account.part(Parking).has(digits):
        return None
    return single(f"{KIND}:{thing}", Park(number=digits), dict(extensions.WHY))
