"""What phones ask for by themselves (REFER, RFC 3515; with Replaces, RFC 3891)."""

from palabre.calls.call import Call
from palabre.features.extensions import phone_of
from palabre.features.transfer.become_one import Side, become_one
from palabre.features.transfer.send_on import send_on
from palabre.features.transfer.sides import call_of
from palabre.features.transfer.target import Wish
from palabre.phone.events import TransferAsked


async def refer(call: Call, asked: TransferAsked) -> bool:
    """Do it, or leave it to be refused: only the company's own phones may ask."""
    by = phone_of(call, asked.party)
    if by is None or call.seat.shared:
        return False
    if asked.other is None:
        await send_on(call, Wish(asked.party, asked.to, "phone"))
        return True
    second = call_of(call, asked.other)
    if second is None or second.id == call.id or second.seat.shared:
        return False
    if phone_of(second, asked.other) != by:
        return False
    wish = Wish(asked.party, second.dialled, "phone")
    return await become_one(Side(call, asked.party), Side(second, asked.other), wish, by)
