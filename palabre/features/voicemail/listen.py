"""Puts what calls have done with messages and mailboxes into the database."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from palabre.calls.copier import Writer
from palabre.calls.facts import Fact, Kind
from palabre.features.voicemail import door, keep, options
from palabre.kit.bus import publish_with

INSERT = """
    insert into messages (id, account_id, mailbox_id, call_id, caller, caller_name, received_at, seconds,
        file, urgent, changed_at, forwarded_by)
    select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
    where exists (select from mailboxes where id = $3 and account_id = $2)
    on conflict do nothing
"""
CHANGE = """
    update messages set urgent = $3, changed_at = $4, updated_at = $4,
        heard_at = case when $5 then coalesce(heard_at, $4) end
    where account_id = $1 and id = $2 and changed_at <= $4
"""
SET = "update mailboxes set {} = $3, updated_at = $4 where account_id = $1 and id = $2"
GREETING = {
    "busy": SET.format("busy_greeting_id") + " and $5::timestamptz is null",
    "away": SET.format("greeting_id") + " and $5::timestamptz is null",
    "temporary": SET.format("temporary_until = $5, temporary_greeting_id"),
}
PIN = SET.format("pin_hash")
TRIED = """
    insert into mailbox_tries (account_id, mailbox_id, extension_id, wrong, last_at, until_at)
    select $1, $2, $3, $4, $5, $6 where exists (select from mailboxes where id = $2 and account_id = $1)
    on conflict (mailbox_id, extension_id) do update
        set wrong = excluded.wrong, last_at = excluded.last_at, until_at = excluded.until_at
        where mailbox_tries.last_at < excluded.last_at
"""
FORGIVEN = """
    delete from mailbox_tries
    where account_id = $1 and mailbox_id = $2 and extension_id = $3 and last_at <= $4
"""
DELETE = "delete from messages where account_id = $1 and id = $2"


async def hear(writer: Writer, facts: list[Fact]) -> None:
    """In the transaction that keeps the facts, so that neither is ever without the other."""
    for fact in facts:
        if (write := WRITES.get(fact.kind)) is not None:
            await write(writer, fact, fact.data)


async def _left(writer: Writer, fact: Fact, data: dict[str, Any]) -> None:
    if "message" in data:
        who = data["caller"], data.get("caller_name", "")
        await _insert(writer, fact, str(fact.call), who, (fact.at, False, None))


async def _forwarded(writer: Writer, fact: Fact, data: dict[str, Any]) -> None:
    who = data["caller"], data["caller_name"]
    how = datetime.fromisoformat(data["received_at"]), data["urgent"], data["by"]
    await _insert(writer, fact, data["left_in"], who, how)


async def _insert(
    writer: Writer, fact: Fact, call: str, who: tuple[str, str], how: tuple[datetime, bool, str | None]
) -> None:
    data = fact.data
    received, urgent, by = how
    ids = UUID(data["message"]), fact.account, UUID(data["mailbox"]), UUID(call)
    sound = received, data["seconds"], data["file"]
    await writer.execute(INSERT, *ids, *who, *sound, urgent, fact.at, by)


async def _changed(writer: Writer, fact: Fact, data: dict[str, Any]) -> None:
    await writer.execute(CHANGE, fact.account, UUID(data["message"]), data["urgent"], fact.at, data["heard"])


async def _deleted(writer: Writer, fact: Fact, data: dict[str, Any]) -> None:
    await writer.execute(DELETE, fact.account, UUID(data["message"]))


async def _greeting_set(writer: Writer, fact: Fact, data: dict[str, Any]) -> None:
    greeting = UUID(data["greeting"]) if data["greeting"] else None
    until = datetime.fromisoformat(data["until"]) if data["until"] else None
    await writer.execute(
        GREETING[data["which"]], fact.account, UUID(data["mailbox"]), greeting, fact.at, until
    )
    await _tell(writer, fact)


async def _pin_set(writer: Writer, fact: Fact, data: dict[str, Any]) -> None:
    await writer.execute(PIN, fact.account, UUID(data["mailbox"]), data["pin_hash"], fact.at)
    await _tell(writer, fact)


async def _refused(writer: Writer, fact: Fact, data: dict[str, Any]) -> None:
    if "wrong" in data:
        until = datetime.fromisoformat(data["until"])
        key = UUID(data["mailbox"]), UUID(data["extension"])
        await writer.execute(TRIED, fact.account, *key, data["wrong"], fact.at, until)


async def _pin_right(writer: Writer, fact: Fact, data: dict[str, Any]) -> None:
    await writer.execute(FORGIVEN, fact.account, UUID(data["mailbox"]), UUID(data["extension"]), fact.at)


async def _tell(writer: Writer, fact: Fact) -> None:
    await publish_with(writer, "config", {"account": str(fact.account)})


Write = Callable[[Writer, Fact, dict[str, Any]], Awaitable[None]]
WRITES: dict[str, Write] = {
    Kind.RECORDED: _left,
    keep.FORWARDED: _forwarded,
    keep.CHANGED: _changed,
    keep.DELETED: _deleted,
    options.GREETING_SET: _greeting_set,
    options.PIN_SET: _pin_set,
    door.REFUSED: _refused,
    door.PIN_RIGHT: _pin_right,
}
