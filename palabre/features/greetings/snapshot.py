"""An account's greetings, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from palabre.calls.directory import Things
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
class Greetings(Things[Greeting]):
    """The greetings by id."""

    kind: ClassVar[str] = "greeting"
    query: ClassVar[str] = QUERY

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Greeting:
        """One greeting."""
        return Greeting(row["id"], row["name"], row["language"], row["text"], row["file"])
