"""The tables of users and of their tokens."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from palabre.kit.security import UserRole
from palabre.kit.tables import Named


class User(Named):
    """A person who logs in; the e-mail address is unique over the installation."""

    __tablename__ = "users"

    email: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    role: Mapped[UserRole] = mapped_column(Text)
    language: Mapped[str] = mapped_column(default="fr")
    extension_id: Mapped[UUID | None]
    returns_to_queues: Mapped[bool] = mapped_column(default=True)


class Token(Named):
    """A login in a browser (`session`) or of a program (`api`); only its SHA-256 is stored."""

    __tablename__ = "tokens"

    user_id: Mapped[UUID]
    kind: Mapped[str]
    hash: Mapped[bytes] = mapped_column(unique=True)
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
