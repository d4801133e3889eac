"""Puts messages that callers have left into their mailboxes."""

from palabre.calls.copier import Writer
from palabre.calls.facts import Fact, Kind
from palabre.kit.bus import publish_with

INSERT = """
    insert into messages (id, account_id, mailbox_id, call_id, caller, received_at, seconds, file)
    select $1, $2, $3, $4, $5, $6, $7, $8
    where exists (select from mailboxes where id = $3 and account_id = $2)
    on conflict do nothing
"""
FULL = """
    select from mailboxes b where account_id = $1 and id = $2 and max_messages <= (
        select count(*) from messages m where m.account_id = b.account_id and m.mailbox_id = b.id
    )
"""
FOUND = "SELECT 1"


async def hear(writer: Writer, facts: list[Fact]) -> None:
    """In the transaction that keeps the facts; calls learn of it when a mailbox takes no more."""
    for fact in facts:
        if fact.kind == Kind.RECORDED and "message" in fact.data:
            data = fact.data
            ids = data["message"], fact.account, data["mailbox"], fact.call
            await writer.execute(INSERT, *ids, data["caller"], fact.at, data["seconds"], data["file"])
            if await writer.execute(FULL, fact.account, data["mailbox"]) == FOUND:
                await publish_with(writer, "config", {"account": str(fact.account)})
