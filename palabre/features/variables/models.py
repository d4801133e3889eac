"""The table of account-wide variables."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from palabre.calls.variables import Type, Value, as_type
from palabre.kit.clock import clock
from palabre.kit.tables import Named


class Variable(Named):
    """A named value of a type; `text` is how it is written down, whatever the type."""

    __tablename__ = "variables"

    type: Mapped[str]
    text: Mapped[str] = mapped_column("value")
    comment: Mapped[str | None]
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_by_call: Mapped[UUID | None]

    @property
    def value(self) -> Value:
        """What it holds."""
        kind: Type = "number" if self.type == "number" else "flag" if self.type == "flag" else "string"
        value = as_type(self.text, kind)
        assert value is not None, "what is written down was of the type"
        return value
