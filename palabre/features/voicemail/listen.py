"""Puts messages that callers have left into their mailboxes."""

from palabre.calls.copier import Writer
from palabre.calls.facts import Fact, Kind

INSERT = """
    insert into messages (id, account_id, mailbox_id, call_id, caller, received_at, seconds, file)
    select $1, $2, $3, $4, $5, $6, $7, $8
    where exists (select from mailboxes where id = $3 and account_id = $2)
    on conflict do nothing
"""


async def hear(writer: Writer, facts: list[Fact]) -> None:
    """In the transaction that keeps the facts, so that neither is ever without the other."""
    for fact in facts:
        if fact.kind == Kind.RECORDED and "message" in fact.data:
            data = fact.data
            ids = data["message"], fact.account, data["mailbox"], fact.call
            await writer.execute(INSERT, *ids, data["caller"], fact.at, data["seconds"], data["file"])
