"""Tells the money which extension talks."""

from uuid import UUID

from palabre.calls.call import Call
from palabre.features import outbound
from palabre.features.extensions.snapshot import Extensions


def talks(call: Call, party: str) -> None:
    """The caller and a party begin to talk, or talk on."""
    for outside, other in ((party, call.party), (call.party, party)):
        outbound.talks_with(call, outside, other, _extension(call, other))


def _extension(call: Call, party: str) -> UUID | None:
    line = call.world.lines.parties.get(party)
    found = call.account.part(Extensions).by_endpoint.get(line.endpoint) if line else None
    return found.id if found else None
