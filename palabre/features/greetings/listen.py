"""Puts greetings that were recorded by phone into the account's list."""

from uuid import UUID

from palabre.calls.copier import Writer
from palabre.calls.facts import Fact
from palabre.features.greetings.record import GREETING_RECORDED

INSERT = """
    insert into greetings (id, account_id, name, language, source, file, seconds, quality)
    values ($1, $2, $3, $4, 'phone', $5, $6, $7)
    on conflict do nothing
"""


async def hear(writer: Writer, facts: list[Fact]) -> None:
    """In the transaction that keeps the facts, so that neither is ever without the other."""
    for fact in facts:
        if fact.kind == GREETING_RECORDED:
            data = fact.data
            said = data["name"], data["language"], data["file"], data["seconds"], data["quality"]
            await writer.execute(INSERT, UUID(data["greeting"]), fact.account, *said)
