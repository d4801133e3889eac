"""SIP addresses outside: what they look like, and whether a call may go there."""

import asyncio
import re
from datetime import datetime, timedelta

from palabre.calls.call import Call
from palabre.kit.outside import Unreachable
from palabre.phone.events import Caller
from palabre.phone.port import Leg

ENDPOINT = "outside"
"""The switch's way to SIP addresses that no trunk stands before."""
SIP_PORT, LONGEST = 5060, 200
LOOK_UP_SECONDS = 5
HOLDS = timedelta(seconds=60)
MOST_KNOWN = 1000
ROUTE = "?Route=%3Csip:{at}:{port}{over}%3Blr%3E"
"""Behind an address: the request goes this way, and names the host that was meant (RFC 3261, 19.1.1)."""
ADDRESS = re.compile(
    r"sip:(?P<user>[A-Za-z0-9._+~!*'()-]{1,64})@(?P<host>[A-Za-z0-9]([A-Za-z0-9.-]{0,98}[A-Za-z0-9])?)"
    r"(?::(?P<port>[0-9]{1,5}))?(?P<over>;transport=(?:udp|tcp|tls))?"
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
    host, port = found["host"].lower(), int(found["port"] or SIP_PORT)
    at = await _resolved(call, host, port)
    way = "" if at == host else ROUTE.format(at=at, port=port, over=found["over"] or "")
    caller = Caller(call.caller.number or "anonymous", call.caller.name)
    return Leg(call.new_id("leg"), ENDPOINT, caller, address + way, call.origin)


class _Known(dict[tuple[str, int], tuple[datetime, str]]):
    """Names that were looked up, until when each holds, and what it means."""


async def _resolved(call: Call, host: str, port: int) -> str:
    """The address that a name means, checked: the switch is sent there and looks up nothing itself."""
    known: _Known = call.world.shared.setdefault(_Known, _Known())
    until, at = known.get((host, port), (call.now(), ""))
    if call.now() < until:
        return at
    try:
        async with asyncio.timeout(LOOK_UP_SECONDS):
            found = await call.world.outside.addresses(host, port)
    except OSError as trouble:
        raise Unreachable(host=host, reason=str(trouble)) from trouble
    at = next((each for each in found if ":" not in each), "")
    if not at:
        raise Unreachable(host=host, reason="no IPv4 address")
    if len(known) >= MOST_KNOWN:
        known.clear()
    known[host, port] = call.now() + HOLDS, at
    return at
