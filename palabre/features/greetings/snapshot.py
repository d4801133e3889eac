"""An account's greetings and its banner, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar, Literal, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from palabre.calls.directory import Part, Rows, Things
from palabre.kit.errors import Language

QUERY = """
    select account_id, id, name, kind, language, text, file, interruptible, valid_from, valid_until,
           fallback_id, made_for, slot
    from greetings where account_id = any($1)
"""
VARIANTS = """
    select account_id, greeting_id, language, text, file from greeting_variants where account_id = any($1)
"""
BANNERS = """
    select account_id, mode, language, text, file, greeting_id, ends_at
    from banners where account_id = any($1)
"""


@dataclass(frozen=True)
class Recording:
    """A sound in one language: `file` below the data folder, or a text to be read aloud."""

    language: Language
    text: str | None
    file: str | None


@dataclass(frozen=True)
class Greeting(Recording):
    """What callers hear from `valid_from` to `valid_until`, both included, else its fallback or nothing."""

    id: UUID
    name: str
    kind: Literal["greeting", "music"] = "greeting"
    interruptible: bool = True
    valid_from: date | None = None
    valid_until: date | None = None
    fallback: UUID | None = None
    made_for: UUID | None = None
    slot: str | None = None
    variants: dict[str, Recording] = field(default_factory=dict)

    def valid_on(self, day: date) -> bool:
        """Whether it is to be heard that day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)

    def spoken_in(self, language: Language) -> Recording:
        """Its recording in a language, else its own."""
        return self if language == self.language else self.variants.get(language, self)


@dataclass(frozen=True)
class Greetings(Things[Greeting]):
    """The greetings by id."""

    kind: ClassVar[str] = "greeting"
    query: ClassVar[str] = QUERY

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Greeting:
        """One greeting, without its other languages."""
        same = (
            "language",
            "text",
            "file",
            "id",
            "name",
            "kind",
            "interruptible",
            "valid_from",
            "valid_until",
            "made_for",
            "slot",
        )
        return Greeting(**{name: row[name] for name in same}, fallback=row["fallback_id"])

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, Self]:
        """Each account's greetings."""
        loaded = await super().load(rows, accounts)
        for row in await rows.fetch(VARIANTS, accounts):
            greeting = loaded[row["account_id"]].by_id.get(row["greeting_id"])
            if greeting is not None:
                variant = Recording(row["language"], row["text"], row["file"])
                greeting.variants[variant.language] = variant
        return loaded

    def valid(self, thing: UUID, now: datetime, zone: str) -> Greeting | None:
        """The greeting, or what is heard in its place at present; None: nothing. Raises NotFound."""
        day = now.astimezone(ZoneInfo(zone)).date()
        greeting = self.get(thing)
        for _ in range(len(self.by_id)):
            if greeting.valid_on(day):
                return greeting
            if greeting.fallback is None:
                return None
            greeting = self.get(greeting.fallback)
        return None

    def recorded_for(self, mailbox: UUID, slot: str) -> UUID | None:
        """What the owner of a mailbox recorded for an occasion last."""
        known = (each.id for each in self.by_id.values() if (each.made_for, each.slot) == (mailbox, slot))
        return next(known, None)

    def silent_at_times(self, thing: UUID) -> bool:
        """Whether there are days on which nothing is heard in its place."""
        known = self.by_id.get(thing)
        seen: set[UUID] = set()
        while known is not None and known.id not in seen:
            if known.valid_from is None and known.valid_until is None:
                return False
            seen.add(known.id)
            known = self.by_id.get(known.fallback) if known.fallback else None
        return bool(seen)


@dataclass(frozen=True)
class Banner(Recording):
    """What all callers hear first until it ends, before the first prompt or instead of it."""

    mode: Literal["before", "instead"]
    greeting: UUID | None
    ends_at: datetime


@dataclass(frozen=True)
class Banners(Part):
    """The account's banner, if one was set."""

    last: Banner | None = None

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, "Banners"]:
        """Each account's banner."""
        return {row["account_id"]: cls(_banner(row)) for row in await rows.fetch(BANNERS, accounts)}

    def ordinary(self) -> "Banners":
        """Without the banner."""
        return Banners()

    def at(self, now: datetime) -> Banner | None:
        """The banner, as long as it lasts."""
        return self.last if self.last is not None and now < self.last.ends_at else None


def _banner(row: Mapping[str, Any]) -> Banner:
    said = row["language"], row["text"], row["file"]
    return Banner(*said, row["mode"], row["greeting_id"], row["ends_at"])
