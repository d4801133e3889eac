"""Calls parked by the portal or a program, and those that wait."""

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.control import Command
from palabre.calls.directory import Account
from palabre.calls.dispatcher import Dispatcher
from palabre.calls.session import Order
from palabre.features.extensions import extension_at
from palabre.features.parking.facts import PARKED
from palabre.features.parking.lot import lot_of
from palabre.features.parking.put import put
from palabre.features.parking.snapshot import Parking
from palabre.kit.errors import NotFound, PalabreError
from palabre.routing.plan import Plan

PATIENCE_SECONDS = 5.0


class NothingToPark(PalabreError):
    """The extension does not talk in this call, or no slot is free."""

    code, status = "nothing_to_park", 409
    fr = "Le poste {by} n'est pas en conversation dans cet appel, ou aucune place n'est libre."
    en = "Extension {by} is not talking in this call, or no slot is free."


async def parked_calls(dispatcher: Dispatcher, account: Account, _: Mapping[str, Any]) -> dict[str, Any]:
    """Who waits in which slot."""
    slots = lot_of(dispatcher.world, account.id).slots
    calls = {
        slot: dispatcher.sessions[each].call for slot, each in slots.items() if each in dispatcher.sessions
    }
    items = [_shown(slot, call) for slot, call in sorted(calls.items()) if _parked(call)]
    return {"items": items}


async def park_call(dispatcher: Dispatcher, account: Account, body: Mapping[str, Any]) -> dict[str, Any]:
    """`{"call": id, "by": digits, "slot": digits or null}`: the slot."""
    session = dispatcher.sessions.get(UUID(body["call"]))
    if session is None or session.call.account.id != account.id:
        raise NotFound(what=body["call"])
    party = _party(session.call, body["by"])
    wanted = body["slot"] or account.part(Parking).park_number
    if party is None:
        raise NothingToPark(field="by", by=body["by"])
    done: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()

    async def act(call: Call) -> None:
        slot = await put(call, party, wanted, "api")
        if not done.done():
            done.set_result(slot)

    session.call.inbox.put_nowait(Order(act))
    async with asyncio.timeout(PATIENCE_SECONDS):
        slot = await done
    if slot is None:
        raise NothingToPark(field="by", by=body["by"])
    return {"slot": slot}


def _party(call: Call, by: str) -> str | None:
    """The side of the conversation that is on a phone of an extension."""
    for party in (call.party, call.talk.party) if call.talk else ():
        extension = extension_at(call, party)
        if extension is not None and call.account.part(Plan).digits.get(extension.id) == by:
            return party
    return None


def _parked(call: Call) -> dict[str, Any]:
    return next((each.data for each in reversed(call.log.facts) if each.kind == PARKED), {})


def _shown(slot: str, call: Call) -> dict[str, Any]:
    since = next(each.at for each in reversed(call.log.facts) if each.kind == PARKED)
    who = {"caller": call.caller.number[:32], "caller_name": call.caller.name[:32]}
    return {"slot": slot, "call": str(call.id), **who, "by": _parked(call)["by"], "since": since.isoformat()}


COMMANDS: dict[str, Command] = {"parked_calls": parked_calls, "park_call": park_call}
