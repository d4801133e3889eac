"""The table of greetings."""

from sqlalchemy.orm import Mapped

from palabre.kit.tables import Named


class Greeting(Named):
    """A recording; `file` is its path in the data folder, `text` what was read aloud to make it."""

    __tablename__ = "greetings"

    language: Mapped[str]
    source: Mapped[str]
    text: Mapped[str | None]
    file: Mapped[str | None]
    seconds: Mapped[float | None]
