"""Puts greetings that were recorded by phone into the account's list."""

from uuid import UUID

from palabre.calls.copier import Writer
from palabre.calls.facts import Fact
from palabre.features.greetings.record import GREETING_RECORDED

INSERT = """
    insert into greetings (id, account_id, name, language, source, file, seconds, quality, made_for, slot,
        updated_at)
    select $1, $2, $3, $4, 'phone', $5, $6, $7,
        (select id from mailboxes where id = $8 and account_id = $2), $9, $10
    on conflict (id) do update set language = excluded.language, source = 'phone', text = null, voice = null,
        file = excluded.file, seconds = excluded.seconds, quality = excluded.quality, updated_at = $10
        where greetings.account_id = $2 and greetings.made_for is not null and greetings.updated_at < $10
"""


async def hear(writer: Writer, facts: list[Fact]) -> None:
    """In the transaction that keeps the facts, so that neither is ever without the other."""
    for fact in facts:
        if fact.kind == GREETING_RECORDED:
            data = fact.data
            said = data["name"], data["language"], data["file"], data["seconds"], data["quality"]
            made_for = UUID(data["made_for"]) if data.get("made_for") else None
            whose = made_for, data.get("slot")
            await writer.execute(INSERT, UUID(data["greeting"]), fact.account, *said, *whose, fact.at)
