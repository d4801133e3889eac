"""What programs ask the calls about calls outside."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from palabre.calls.control import Command
from palabre.calls.directory import Account
from palabre.calls.dispatcher import Dispatcher
from palabre.features.outbound.purse import Payer, today
from palabre.features.outbound.till import till
from palabre.features.trunks import Trunks


async def outgoing_state(dispatcher: Dispatcher, account: Account, body: Mapping[str, Any]) -> dict[str, Any]:
    """How things are for the next call of `{"extension": id}`: money used, whose turn it is, lines in use."""
    world = dispatcher.world
    known, payer = till(world), Payer(account.id, UUID(body["extension"]), today(account, world.clock.now()))
    return {
        "day": payer.day.isoformat(),
        "used": [[str(owner), when, known.purse.used.get((owner, when), 0)] for owner, when in payer.keys],
        "turn": known.turns[account.id],
        "busy": {each.endpoint: world.lines.count(each.endpoint) for each in account.part(Trunks).all},
    }


COMMANDS: dict[str, Command] = {"outgoing_state": outgoing_state}
