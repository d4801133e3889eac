"""Puts the text messages of calls into the outbox."""

from datetime import timedelta

from palabre.calls.copier import Writer
from palabre.calls.facts import Fact

PATIENCE = timedelta(hours=24)
INSERT = """
    insert into sms_messages (id, account_id, call_id, template_id, sender, recipient, text, encoding, parts,
        created_at, due_at, patience_until)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11)
    on conflict do nothing
"""


async def hear(writer: Writer, facts: list[Fact]) -> None:
    """In the transaction that keeps the facts, so that neither is ever without the other."""
    rows = [_row(each) for each in facts if each.kind == "sms_asked"]
    if rows:
        await writer.executemany(INSERT, rows)


def _row(fact: Fact) -> tuple[object, ...]:
    said = (fact.data[each] for each in ("sender", "recipient", "text", "encoding", "parts"))
    ids = fact.data["message"], fact.account, fact.call, fact.data["template"]
    return (*ids, *said, fact.at, fact.at + PATIENCE)
