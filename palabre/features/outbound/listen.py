"""Keeps what calls have cost, and who called outside in vain."""

from typing import Any

from palabre.calls.copier import Writer
from palabre.calls.facts import Fact
from palabre.features.outbound.facts import MISSED, PAID, REACHED

CHARGE = """
    insert into charges (account_id, call_id, seq, extension_id, day, at, number, destination, trunk_id,
        seconds, amount, currency)
    select account, call, seq, extension, day, at, number, destination, trunk, seconds, amount, currency
    from jsonb_to_recordset($1::jsonb) as spent (account uuid, call uuid, seq int, extension uuid, day date,
        at timestamptz, number text, destination text, trunk uuid, seconds int, amount bigint, currency text)
    on conflict do nothing
"""
NOTE_MISSED = """
    insert into missed_outgoing (account_id, number, extension_id, at)
    select distinct on (missed.account, missed.number) missed.account, missed.number, e.id, missed.at
    from jsonb_to_recordset($1::jsonb) as missed (account uuid, number text, extension uuid, at timestamptz)
    join extensions e on e.account_id = missed.account and e.id = missed.extension
    order by missed.account, missed.number, missed.at desc
    on conflict (account_id, number) do update set extension_id = excluded.extension_id, at = excluded.at
        where excluded.at >= missed_outgoing.at
"""
FORGET = "delete from missed_outgoing where account_id = $1 and number = $2 and at <= $3"


async def hear(writer: Writer, facts: list[Fact]) -> None:
    """In the transaction that keeps the facts, so that a charge is there exactly once."""
    if spent := [_row(each) for each in facts if each.kind == PAID]:
        await writer.execute(CHARGE, spent)
    if missed := [_row(each) for each in facts if each.kind == MISSED]:
        await writer.execute(NOTE_MISSED, missed)
    for each in facts:
        if each.kind == REACHED:
            await writer.execute(FORGET, each.account, each.data["number"], each.at)


def _row(fact: Fact) -> dict[str, Any]:
    return {**fact.data, "account": fact.account, "call": fact.call, "seq": fact.seq, "at": fact.at}
