"""SIP addresses outside: what they look like, and whether a call may go there."""

import asyncio
import re

from palabre.calls.call import Call
from palabre.kit.outside import Unreachable
from palabre.phone.events import Caller
from palabre.phone.port import Leg

ENDPOINT = "outside"
"""The switch's way to SIP addresses that no trunk stands before."""
SIP_PORT, LONGEST = 5060, 200
LOOK_UP_SECONDS = 5
ADDRESS = re.compile(
    r"sip:(?P<user>[A-Za-z0-9._+~!*'()-]{1,64})@(?P<host>[A-Za-z0-9]([A-Za-z0-9.-]{0,98}[A-Za-z0-9])?)"
    r"(?::(?P<port>[0-9]{1,5}))?(?:;transport=(?:udp|tcp|tls))?"
)


def is_address(outside: str) -> bool:
    """Whether it is a SIP address, such as `sip:office@example.com`."""
    return len(outside) <= LONGEST and ADDRESS.fullmatch(outside) is not None


async def leg_to_address(call: Call, address: str) -> Leg:
    """A call to a SIP address on the public internet, showing the caller.

    Raises AddressForbidden for one inside our network, Unreachable.
    """
    found = ADDRESS.fullmatch(address)
    assert found is not None, "checked when it was kept"
    try:
        async with asyncio.timeout(LOOK_UP_SECONDS):
            await call.world.outside.addresses(found["host"].lower(), int(found["port"] or SIP_PORT))
    except OSError as trouble:
        raise Unreachable(host=found["host"], reason=str(trouble)) from trouble
    caller = Caller(call.caller.number or "anonymous", call.caller.name)
    return Leg(call.new_id("leg"), ENDPOINT, caller, address, call.origin)
