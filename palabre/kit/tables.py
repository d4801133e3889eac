"""What all tables that belong to an account have in common."""

import secrets
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Numeric, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from palabre.kit.clock import clock


def new_id() -> UUID:
    """A UUID of version 7 (RFC 9562): ids made later sort later, so lists keep the order of creation."""
    milliseconds, rest = divmod(int(clock.now().timestamp() * 1_000_000), 1000)
    fraction = rest * 4096 // 1000  # section 6.2, method 3: the 12 bits after the version
    return UUID(int=milliseconds << 80 | 7 << 76 | fraction << 64 | 2 << 62 | secrets.randbits(62))


class Base(DeclarativeBase):
    """The parent of every table that is edited as objects."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        UUID: Uuid(),
        datetime: DateTime(timezone=True),
        float: Numeric(asdecimal=False),
        list[str]: ARRAY(Text()),
        dict[str, Any]: JSONB(),
        list[dict[str, Any]]: JSONB(),
    }


class Owned(Base):
    """A row of one account; the session fills in whose it is and shows no other account's rows."""

    __abstract__ = True

    @declared_attr
    @classmethod
    def account_id(cls) -> Mapped[UUID]:
        """Whose row it is."""
        return mapped_column(ForeignKey("accounts.id"))


class Thing(Owned):
    """A row that a person makes and edits: it has an id and remembers when it was made and changed."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)


class Named(Thing):
    """A thing with a name that people gave it; `known_by` is the column that people tell it by."""

    __abstract__ = True
    known_by: ClassVar[str] = "name"

    name: Mapped[str]
