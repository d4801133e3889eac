"""Keeps who rang each extension last, and the numbers that extensions have blocked."""

from palabre.calls.copier import Writer
from palabre.calls.facts import Fact, Kind
from palabre.features.caller_lists.block_last import BLOCKED
from palabre.features.caller_lists.entries import exact
from palabre.kit.bus import publish_with

RANG = """
    insert into last_callers (account_id, extension_id, number, at)
    select distinct on (e.id) e.account_id, e.id, s.data->>'caller', rang.at
    from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[]) rang (account, call, digits, at)
    join short_numbers n on n.account_id = rang.account and n.digits = rang.digits and n.kind = 'extension'
    join extensions e on e.account_id = rang.account and e.id = n.target_id
    join facts s on s.account_id = rang.account and s.call_id = rang.call and s.seq = 1
        and s.data->>'direction' = 'inbound'
    order by e.id, rang.at desc
    on conflict (account_id, extension_id) do update set number = excluded.number, at = excluded.at
        where excluded.at >= last_callers.at
"""
BLOCK = """
    insert into caller_list_entries (account_id, list_id, kind, value, number, author)
    select account_id, own_block_list(account_id, id), 'number', $3, $4, 'code' from extensions
    where account_id = $1 and id = $2
    on conflict on constraint caller_list_entries_value do nothing
"""
TOUCH = "update caller_lists set revision = revision + 1 where account_id = $1 and own and extension_id = $2"


async def hear(writer: Writer, facts: list[Fact]) -> None:
    """In the transaction that keeps the facts; calls read a changed list at once."""
    rang = [
        (each.account, each.call, each.data["to"], each.at) for each in facts if each.kind == Kind.DIALLED
    ]
    if rang:
        await writer.execute(RANG, *map(list, zip(*rang, strict=True)))
    for fact in facts:
        if fact.kind == BLOCKED and (entry := exact(fact.data["number"], "")) is not None:
            extension = fact.data["extension"]
            await writer.execute(BLOCK, fact.account, extension, entry.value, entry.number)
            await writer.execute(TOUCH, fact.account, extension)
            await publish_with(writer, "config", {"account": str(fact.account)})
