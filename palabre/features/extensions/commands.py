"""Calls begun by the portal, a program or the command line: one's own phone first."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from palabre.calls.control import Command
from palabre.calls.directory import Account
from palabre.calls.dispatcher import Dispatcher
from palabre.features import outbound
from palabre.features.extensions.enter import way_to
from palabre.features.extensions.snapshot import Extension, Extensions
from palabre.kit.errors import NotFound, PalabreError
from palabre.phone.events import Caller
from palabre.phone.port import Leg
from palabre.routing.plan import Plan
from palabre.routing.walk import Begin, Originated


class NoPhone(PalabreError):
    """An extension without a phone cannot call."""

    code, status = "no_phone", 409
    fr = "Le poste {extension} n'a pas de téléphone."
    en = "Extension {extension} has no phone."


async def originate(dispatcher: Dispatcher, account: Account, body: Mapping[str, Any]) -> dict[str, Any]:
    """Ring `from` (a short number, or `device` of it), then call `to`: `{"call": id}`.

    Outside it is shown under the number `shown`, or under none (`withheld`), where that is asked for.
    """
    extension = _extension(account, body["from"])
    if not extension.phones:
        raise NoPhone(extension=body["from"])
    phone = body.get("device") or extension.phones[0]
    if phone not in extension.phones:
        raise NotFound(field="device", what=phone)
    if not outbound.is_for_help(account, body["to"]):
        account.check_active()
    way = way_to(account, extension, body["to"], _showing(account, body))
    shown = body["to"] if way.dialled is None else way.dialled
    call = dispatcher.call_out(account, way.caller, shown, way.direction)
    leg = Leg(call.party, phone, Caller(shown))
    assert isinstance(way.target, Begin)
    dispatcher.begin(call, Originated(leg, extension.ring_seconds, way.target.flow))
    return {"call": str(call.id)}


def _showing(account: Account, body: Mapping[str, Any]) -> outbound.Showing:
    shown = body.get("shown")
    return outbound.Showing(outbound.showable(account, shown) if shown else None, body.get("withheld"))


def _extension(account: Account, digits: str) -> Extension:
    kind, thing = account.part(Plan).short.get(digits, ("", UUID(int=0)))
    extension = account.part(Extensions).by_id.get(thing)
    if kind != "extension" or extension is None:
        raise NotFound(field="from", what=digits)
    return extension


COMMANDS: dict[str, Command] = {"originate": originate}
