"""Whose phone a party of a call speaks on."""

from palabre.calls.call import Call
from palabre.calls.moving import dialled_as
from palabre.features.extensions.snapshot import Extension, Extensions
from palabre.routing.plan import Plan


def phone_of(call: Call, party: str) -> Extension | None:
    """Whose it is, if the phone is one of the company's."""
    line = call.world.lines.parties.get(party)
    return call.account.part(Extensions).by_endpoint.get(line.endpoint) if line else None


def extension_at(call: Call, party: str) -> Extension | None:
    """The same; who was rung outside as an extension is that extension too, and other people are nobody's."""
    if party not in call.world.lines.parties:
        return None
    return phone_of(call, party) or _rung_outside(call, party)


def _rung_outside(call: Call, party: str) -> Extension | None:
    kind, thing = call.account.part(Plan).short.get(dialled_as(call, party) or "", ("", None))
    found = call.account.part(Extensions).by_id.get(thing) if thing and kind == "extension" else None
    return found if found is not None and found.outside is not None else None
