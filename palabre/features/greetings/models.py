"""The tables of greetings, of their other languages, and of the banner."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from palabre.kit.tables import Base, Named, Thing


class Recorded(Base):
    """A sound: `file` is its path in the data folder, `text` what was read aloud, `quality` a report."""

    __abstract__ = True

    language: Mapped[str]
    source: Mapped[str]
    text: Mapped[str | None]
    voice: Mapped[str | None]
    speed: Mapped[float] = mapped_column(default=1)
    file: Mapped[str | None]
    seconds: Mapped[float | None]
    quality: Mapped[dict[str, Any] | None]


class Greeting(Named, Recorded):
    """What callers hear, between its dates if it has some, else its fallback; or a piece of music.

    One that the owner of a mailbox (`made_for`) recorded for it says there what is heard in `slot`.
    """

    __tablename__ = "greetings"

    kind: Mapped[str] = mapped_column(default="greeting")
    interruptible: Mapped[bool] = mapped_column(default=True)
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    fallback_id: Mapped[UUID | None] = mapped_column(ForeignKey("greetings.id"))
    made_for: Mapped[UUID | None]
    slot: Mapped[str | None]


class Variant(Thing, Recorded):
    """What a greeting says to callers of another language."""

    __tablename__ = "greeting_variants"

    greeting_id: Mapped[UUID] = mapped_column(ForeignKey("greetings.id"))


class Banner(Thing, Recorded):
    """What all callers hear first until it ends: a text read aloud, or a greeting."""

    __tablename__ = "banners"

    mode: Mapped[str]
    greeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("greetings.id"))
    set_by: Mapped[UUID | None]
    set_by_name: Mapped[str]
    ends_at: Mapped[datetime]
