"""Puts the text messages of calls into the outbox."""

from datetime import timedelta
from typing import Any

from palabre.calls.copier import Writer
from palabre.calls.facts import Fact

PATIENCE = timedelta(hours=24)
INSERT = """
    insert into sms_messages (id, account_id, call_id, template_id, sender, recipient, text, encoding, parts,
        created_at, due_at, patience_until)
    select message, account, call, template, sender, recipient, text, encoding, parts, at, at, until
    from jsonb_to_recordset($1::jsonb) as sms (
        message uuid, account uuid, call uuid, template uuid, sender text, recipient text, text text,
        encoding text, parts int, at timestamptz, until timestamptz
    )
    on conflict do nothing
"""


async def hear(writer: Writer, facts: list[Fact]) -> None:
    """In the transaction that keeps the facts, so that neither is ever without the other."""
    rows = [_row(each) for each in facts if each.kind == "sms_asked"]
    if rows:
        await writer.execute(INSERT, rows)


def _row(fact: Fact) -> dict[str, Any]:
    ids = {"account": fact.account, "call": fact.call}
    return {**fact.data, **ids, "at": fact.at, "until": fact.at + PATIENCE}
