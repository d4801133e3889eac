"""An account's message templates, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from palabre.calls.directory import Things


@dataclass(frozen=True)
class Template:
    """A message to be filled in; recipient and text may name variables."""

    id: UUID
    name: str
    sender: str
    recipient: str
    text: str


@dataclass(frozen=True)
class Templates(Things[Template]):
    """The templates by id."""

    kind: ClassVar[str] = "sms_template"
    query: ClassVar[str] = (
        "select account_id, id, name, sender, recipient, text from sms_templates where account_id = any($1)"
    )

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Template:
        """One template."""
        return Template(row["id"], row["name"], row["sender"], row["recipient"], row["text"])
