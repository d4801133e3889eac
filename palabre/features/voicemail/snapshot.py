"""An account's mailboxes and the messages in them, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from palabre.calls.directory import Account, Beginning, Rows, Things
from palabre.features.voicemail.letters import Letter
from palabre.kit.errors import Language

QUERY = """
    select account_id, id, name, language, extension_id, number_id, greeting_id, busy_greeting_id,
        temporary_greeting_id, temporary_until, min_seconds, max_seconds, max_messages, pin_hash, ask_pin
    from mailboxes where account_id = any($1)
"""
MEMBERS = """
    select account_id, mailbox_id, extension_id from mailbox_members where account_id = any($1)
    union
    select b.account_id, b.id, e.id from mailboxes b
    join extensions e on e.account_id = b.account_id and e.group_id = b.group_id
    where b.account_id = any($1)
"""
MESSAGES = """
    select account_id, id, mailbox_id, call_id, caller, caller_name, received_at, seconds, file, heard_at,
        urgent, changed_at
    from messages where account_id = any($1)
"""
TRIED = """
    select account_id, mailbox_id, extension_id, wrong, last_at, until_at
    from mailbox_tries where account_id = any($1)
"""
Key = tuple[UUID, UUID]
"""Who tries PINs at a mailbox: one of the extensions that it belongs to, or OTHERS."""
OTHERS = UUID(int=0)


@dataclass(frozen=True)
class Mailbox:
    """Where messages are left, and who may open it: its owner, `members`, or whoever knows the PIN."""

    id: UUID
    name: str
    language: Language | None
    extension: UUID | None
    number: UUID | None
    greeting: UUID | None
    busy_greeting: UUID | None
    temporary_greeting: UUID | None
    temporary_until: datetime | None
    min_seconds: int
    max_seconds: int
    max_messages: int
    pin: str | None
    ask_pin: str
    members: set[UUID] = field(default_factory=set)

    @property
    def readers(self) -> set[UUID]:
        """The extensions that it belongs to, whose lamps it lights."""
        return self.members | ({self.extension} if self.extension else set())


@dataclass(frozen=True)
class Mailboxes(Things[Mailbox]):
    """The mailboxes by id."""

    kind: ClassVar[str] = "mailbox"
    query: ClassVar[str] = QUERY

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Mailbox:
        """One mailbox, without its members."""
        return Mailbox(
            id=row["id"],
            name=row["name"],
            language=row["language"],
            extension=row["extension_id"],
            number=row["number_id"],
            greeting=row["greeting_id"],
            busy_greeting=row["busy_greeting_id"],
            temporary_greeting=row["temporary_greeting_id"],
            temporary_until=row["temporary_until"],
            min_seconds=row["min_seconds"],
            max_seconds=row["max_seconds"],
            max_messages=row["max_messages"],
            pin=row["pin_hash"],
            ask_pin=row["ask_pin"],
        )

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, Self]:
        """Each account's mailboxes."""
        loaded = await super().load(rows, accounts)
        for row in await rows.fetch(MEMBERS, accounts):
            mailbox = loaded[row["account_id"]].by_id.get(row["mailbox_id"])
            if mailbox is not None:
                mailbox.members.add(row["extension_id"])
        return loaded


@dataclass(frozen=True)
class Tries:
    """Wrong PINs in a row; even the right one does not count before `until`."""

    wrong: int
    last: datetime
    until: datetime


@dataclass(frozen=True)
class Tried(Beginning):
    """The wrong PINs that had been tried when the account was first read; `brake.py` counts on from there."""

    by_key: Mapping[Key, Tries] = field(default_factory=dict)

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, "Tried"]:
        """Each account's tries."""
        found: dict[UUID, dict[Key, Tries]] = {each: {} for each in accounts}
        for row in await rows.fetch(TRIED, accounts):
            key = row["mailbox_id"], row["extension_id"]
            found[row["account_id"]][key] = Tries(row["wrong"], row["last_at"], row["until_at"])
        return {account: cls(tries) for account, tries in found.items()}


@dataclass(frozen=True)
class Left(Beginning):
    """The messages that were there when the account was first read; `live.py` follows them from then on."""

    letters: tuple[Letter, ...] = ()

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, "Left"]:
        """Each account's messages."""
        found: dict[UUID, list[Letter]] = {each: [] for each in accounts}
        for row in await rows.fetch(MESSAGES, accounts):
            found[row["account_id"]].append(letter_of(row))
        return {account: cls(tuple(letters)) for account, letters in found.items()}


def letter_of(row: Mapping[str, Any]) -> Letter:
    """A message out of its row."""
    return Letter(
        id=row["id"],
        mailbox=row["mailbox_id"],
        call=row["call_id"],
        caller=row["caller"],
        caller_name=row["caller_name"],
        at=row["received_at"],
        seconds=float(row["seconds"]),
        file=row["file"],
        heard=row["heard_at"] is not None,
        urgent=row["urgent"],
        changed_at=row["changed_at"],
        told_in=row["call_id"],
    )


def box_of_extension(account: Account, extension: UUID) -> Mailbox | None:
    """A person's own mailbox."""
    boxes = account.part(Mailboxes).by_id.values()
    return next((each for each in boxes if each.extension == extension), None)


def box_of_number(account: Account, number: UUID) -> Mailbox | None:
    """The mailbox that takes the calls of a public number."""
    return next((each for each in account.part(Mailboxes).by_id.values() if each.number == number), None)
