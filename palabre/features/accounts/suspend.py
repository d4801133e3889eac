"""Stops the service of a company, or lets it run again: the operator's word, in force for the next call."""

from typing import Literal
from uuid import UUID

from palabre.kit.clock import clock
from palabre.kit.db import Database
from palabre.kit.errors import NotFound


async def set_state(db: Database, called: str, state: Literal["active", "suspended"]) -> tuple[UUID, str]:
    """The account of that domain, or first word of it: its id and name. Raises NotFound."""
    async with db.door() as door:
        query = "select * from door.set_account_state($1, $2, $3)"
        found = await door.fetchrow(query, called, state, clock.now())
    if found is None:
        raise NotFound(what=called)
    if db.bus is not None:
        await db.bus.publish("config", {"account": str(found["id"])})
    return found["id"], found["name"]
