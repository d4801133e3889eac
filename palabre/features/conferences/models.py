"""The table of conferences."""

from sqlalchemy.orm import Mapped

from palabre.features.numbers import has_short_number
from palabre.kit.tables import Named


@has_short_number("conference")
class Conference(Named):
    """A room: who knows the PIN may enter, up to `max_members` at once."""

    __tablename__ = "conferences"

    pin: Mapped[str | None]
    announce: Mapped[bool]
    record: Mapped[bool]
    max_members: Mapped[int]
