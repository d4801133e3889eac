"""Puts events on their way to the webhooks that want them."""

from datetime import timedelta

from palabre.calls.copier import Writer
from palabre.calls.facts import Fact
from palabre.features.webhooks.events import event_of

PATIENCE = timedelta(hours=24)
INSERT = """
    insert into webhook_deliveries (account_id, webhook_id, event, call_id, seq, body, due_at, patience_until)
    select account_id, id, $2, $3, $4, $5, $6, $7 from webhooks
    where account_id = $1 and enabled and $2 = any(events)
    order by id
    on conflict do nothing
"""


async def hear(writer: Writer, facts: list[Fact]) -> None:
    """In the transaction that keeps the facts: each goes once to each webhook, in the order of the log."""
    rows = [
        (fact.account, event[0], fact.call, fact.seq, event[1], fact.at, fact.at + PATIENCE)
        for fact in facts
        if (event := event_of(fact)) is not None
    ]
    if rows:
        await writer.executemany(INSERT, rows)
