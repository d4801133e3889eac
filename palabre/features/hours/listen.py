"""Keeps the orders that phones have given to schedules."""

from datetime import datetime

from palabre.calls.copier import Writer
from palabre.calls.facts import Fact
from palabre.features.hours.switch import OVERRIDDEN
from palabre.kit.bus import publish_with

INSERT = """
    insert into schedule_overrides (id, account_id, schedule_id, state, made_at, until, made_by, extension_id)
    select $1, $2, $3, $4, $5, $6, $7, (select id from extensions where id = $8 and account_id = $2)
    where exists (select from schedules where id = $3 and account_id = $2)
    on conflict do nothing
"""


async def hear(writer: Writer, facts: list[Fact]) -> None:
    """In the transaction that keeps the facts; every process then reads the account anew."""
    for fact in facts:
        if fact.kind != OVERRIDDEN:
            continue
        data = fact.data
        until = datetime.fromisoformat(data["until"]) if data["until"] else None
        ids = data["id"], fact.account, data["schedule"]
        await writer.execute(INSERT, *ids, data["state"], fact.at, until, data["by"], data["extension"])
        await publish_with(writer, "config", {"account": str(fact.account)})
