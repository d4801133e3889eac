"""Puts events on their way to the webhooks that want them."""

from datetime import timedelta
from typing import Any

from palabre.calls.copier import Writer
from palabre.calls.facts import Fact
from palabre.features.webhooks.events import event_of

PATIENCE = timedelta(hours=24)
INSERT = """
    insert into webhook_deliveries (account_id, webhook_id, event, call_id, seq, body, due_at, patience_until)
    select w.account_id, w.id, e.event, e.call, e.seq, e.body, e.at, e.until
    from jsonb_to_recordset($1::jsonb) as e (
        place int, account uuid, event text, call uuid, seq int, body text, at timestamptz, until timestamptz
    )
    join webhooks w on w.account_id = e.account and w.enabled and e.event = any(w.events)
    order by e.place, w.id
    on conflict do nothing
"""


async def hear(writer: Writer, facts: list[Fact]) -> None:
    """In the transaction that keeps the facts: each goes once to each webhook, in the order of the log."""
    rows = [_row(place, fact, *event) for place, fact in enumerate(facts) if (event := event_of(fact))]
    if rows:
        await writer.execute(INSERT, rows)


def _row(place: int, fact: Fact, event: str, body: str) -> dict[str, Any]:
    ids = {"account": fact.account, "call": fact.call, "seq": fact.seq}
    return {"place": place, "event": event, "body": body, "at": fact.at, "until": fact.at + PATIENCE, **ids}
