"""Who talks on with somebody outside, pays for it from then on."""

from uuid import UUID

from palabre.calls.call import Call
from palabre.features.outbound.till import till


def talks_with(call: Call, outside: str, other: str, extension: UUID | None) -> None:
    """A conversation of a party with another one begins: `extension` is whose phone that one speaks from.

    A colleague who is reached outside talks on the money of his own extension.
    """
    meters = till(call.world).meters
    meter = meters.get(outside)
    if meter is None or not meter.since.own or meter.payer.extension is None:
        return
    reached = meters.get(other)
    if extension is None and reached is not None and not reached.since.own:
        extension = reached.payer.extension
    if extension is not None and extension != meter.payer.extension:
        meter.taken_over(call, extension)
