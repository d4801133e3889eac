"""The portal listens while messages are left: one's own phone rings first."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from palabre.calls.control import Command
from palabre.calls.directory import Account
from palabre.calls.dispatcher import Dispatcher
from palabre.features.extensions import Extensions
from palabre.features.voicemail.screen import ScreenMessage, all_being_left
from palabre.kit.errors import NotFound
from palabre.phone.events import Caller
from palabre.phone.port import Leg
from palabre.routing.flow import single
from palabre.routing.plan import Plan
from palabre.routing.walk import Originated


async def messages_being_left(
    dispatcher: Dispatcher, account: Account, body: Mapping[str, Any]
) -> dict[str, Any]:
    """`{"mailbox": id}`: who speaks into it now."""
    found = all_being_left(dispatcher.world, account, {UUID(body["mailbox"])})
    return {
        "calls": [
            {
                "call_id": str(call.id),
                "caller": call.caller.number[:32],
                "caller_name": call.caller.name[:32],
                "since": fact.at.isoformat(),
            }
            for call, fact in found
        ]
    }


async def screen_message(dispatcher: Dispatcher, account: Account, body: Mapping[str, Any]) -> dict[str, Any]:
    """`{"extension": id, "wanted": call or null, "take": flag}`: `{"call": id}` of the call that listens."""
    extension = account.part(Extensions).by_id.get(UUID(body["extension"]))
    if extension is None or not extension.phones:
        raise NotFound(what=body["extension"])
    caller = Caller(account.part(Plan).digits.get(extension.id, ""), extension.name)
    account.check_active()
    call = dispatcher.call_out(account, caller, "", "internal")
    wanted = UUID(body["wanted"]) if body["wanted"] else None
    step = ScreenMessage(extension=extension.id, wanted=wanted, take=body["take"])
    leg = Leg(call.party, next(iter(extension.phones)), caller)
    dispatcher.begin(call, Originated(leg, extension.ring_seconds, single("screen", step)))
    return {"call": str(call.id)}


COMMANDS: dict[str, Command] = {
    "messages_being_left": messages_being_left,
    "screen_message": screen_message,
}
