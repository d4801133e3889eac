"""A phone transfers its call to the park number or to a slot (REFER, RFC 3515)."""

from palabre.calls.call import Call
from palabre.features.extensions import phone_of
from palabre.features.parking.put import put
from palabre.features.parking.snapshot import Parking
from palabre.phone.events import TransferAsked


async def refer(call: Call, asked: TransferAsked) -> bool:
    """Park the other side; what is no parking number, or has no place there, is for others to do."""
    if phone_of(call, asked.party) is None:
        return False
    if asked.other is not None or not call.account.part(Parking).has(asked.to):
        return False
    return await put(call, asked.party, asked.to, "phone") is not None
