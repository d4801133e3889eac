"""An account's greetings, in memory."""

from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from palabre.calls.directory import Part, Rows
from palabre.kit.errors import Language

QUERY = "select account_id, id, name, language, text, file from greetings where account_id = any($1)"


@dataclass(frozen=True)
class Greeting:
    """A recording (`file`, below the data folder) or a text to be read aloud."""

    id: UUID
    name: str
    language: Language
    text: str | None
    file: str | None


@dataclass(frozen=True)
class Greetings(Part):
    """The greetings by id."""

    kind: ClassVar[str] = "greeting"
    by_id: dict[UUID, Greeting] = field(default_factory=dict)

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, "Greetings"]:
        """Each account's greetings."""
        loaded = {each: cls() for each in accounts}
        for row in await rows.fetch(QUERY, accounts):
            greeting = Greeting(row["id"], row["name"], row["language"], row["text"], row["file"])
            loaded[row["account_id"]].by_id[greeting.id] = greeting
        return loaded

    def has(self, thing: UUID) -> bool:
        """Whether the account has it."""
        return thing in self.by_id
