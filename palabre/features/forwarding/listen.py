"""Keeps the rules that phones have set and lifted."""

import msgspec

from palabre.calls.copier import Writer
from palabre.calls.facts import Fact
from palabre.features.forwarding.facts import LIFTED, SET
from palabre.kit.bus import publish_with

AGAIN = "update forwards set enabled = true, updated_at = now() where account_id = $1 and id = $2"
PUT = """
    insert into forwards (id, account_id, extension_id, kind, author, ring_seconds, targets)
    select $1, $2, $3, $4, 'code', $5, $6::text::jsonb
    where exists (select from extensions where id = $3 and account_id = $2)
    on conflict (account_id, extension_id, kind) where author = 'code' do update
        set enabled = true, ring_seconds = excluded.ring_seconds, targets = excluded.targets,
            updated_at = now()
"""
LIFT = """
    update forwards set enabled = false, updated_at = now()
    where account_id = $1 and extension_id = $2 and kind = any($3) and enabled
"""


async def hear(writer: Writer, facts: list[Fact]) -> None:
    """In the transaction that keeps the facts; every process then reads the account anew."""
    for fact in facts:
        data = fact.data
        if fact.kind == SET and data["author"] == "code":
            targets = msgspec.json.encode([data["target"]]).decode()
            ids = data["rule"], fact.account, data["extension"]
            await writer.execute(PUT, *ids, data["why"], data["ring_seconds"], targets)
        elif fact.kind == SET:
            await writer.execute(AGAIN, fact.account, data["rule"])
        elif fact.kind == LIFTED:
            await writer.execute(LIFT, fact.account, data["extension"], data["kinds"])
        else:
            continue
        await publish_with(writer, "config", {"account": str(fact.account)})
