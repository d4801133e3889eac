"""Writes down every use of the souffleur."""

from palabre.calls.copier import Writer
from palabre.calls.facts import Fact
from palabre.features.whisper.ear import MODE
from palabre.features.whisper.supervise import ENDED

USED = """
    insert into whisper_uses as w (account_id, call_id, listened_id, supervisor, agent, modes, started_at)
    select $1, $2, $3::uuid, s.data->>'caller', $4, array[$5::text], $6::timestamptz
    from facts s where s.account_id = $1 and s.call_id = $2 and s.seq = 1
    on conflict (account_id, call_id) do update set
        modes = case when w.modes[cardinality(w.modes)] = $5 then w.modes else w.modes || $5 end,
        listened_id = excluded.listened_id
"""
OVER = "update whisper_uses set ended_at = $3 where account_id = $1 and call_id = $2 and ended_at is null"


async def hear(writer: Writer, facts: list[Fact]) -> None:
    """In the transaction that keeps the facts."""
    for fact in facts:
        if fact.kind == MODE:
            told = fact.data["listened"], fact.data["agent"], fact.data["mode"]
            await writer.execute(USED, fact.account, fact.call, *told, fact.at)
        if fact.kind == ENDED or (fact.kind == MODE and fact.data["mode"] == "take_over"):
            await writer.execute(OVER, fact.account, fact.call, fact.at)
