"""The tables of caller lists, of their entries and of the rules that apply them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from palabre.kit.tables import Named, Owned, Thing


class CallerList(Named):
    """Callers that are unwelcome (`black`) or welcome (`white`); `revision` counts changes of its entries.

    An `own` one is what “block this caller” fills: the account's, or that of an extension.
    """

    __tablename__ = "caller_lists"

    type: Mapped[str]
    own: Mapped[bool] = mapped_column(default=False)
    extension_id: Mapped[UUID | None]
    revision: Mapped[int] = mapped_column(BigInteger, default=1)


class CallerListEntry(Thing):
    """One line of a list: a number, a range, a prefix, a mask or a criterion, in one notation (`value`)."""

    __tablename__ = "caller_list_entries"

    list_id: Mapped[UUID] = mapped_column(ForeignKey("caller_lists.id"), primary_key=True)
    kind: Mapped[str]
    value: Mapped[str]
    number: Mapped[int | None] = mapped_column(BigInteger)
    expires_at: Mapped[datetime | None]
    comment: Mapped[str | None]
    author: Mapped[str]
    author_id: Mapped[UUID | None]


class CallerListRule(Thing):
    """Where a list applies, and what becomes of the calls that it refuses."""

    __tablename__ = "caller_list_rules"

    list_id: Mapped[UUID] = mapped_column(ForeignKey("caller_lists.id"))
    direction: Mapped[str]
    level: Mapped[str]
    number_id: Mapped[UUID | None]
    extension_id: Mapped[UUID | None]
    only_these: Mapped[bool] = mapped_column(default=False)
    action: Mapped[str]
    cause: Mapped[str]
    text: Mapped[str | None]
    greeting_id: Mapped[UUID | None]
    mailbox_id: Mapped[UUID | None]
    scenario_id: Mapped[UUID | None]
    enabled: Mapped[bool] = mapped_column(default=True)


class CallerListImport(Thing):
    """A file that is or was read into a list: how far, and what became of its lines."""

    __tablename__ = "caller_list_imports"

    list_id: Mapped[UUID] = mapped_column(ForeignKey("caller_lists.id"))
    dry_run: Mapped[bool]
    state: Mapped[str]
    total_lines: Mapped[int] = mapped_column(default=0)
    lines: Mapped[int] = mapped_column(default=0)
    added: Mapped[int] = mapped_column(default=0)
    duplicates: Mapped[int] = mapped_column(default=0)
    invalid: Mapped[int] = mapped_column(default=0)
    problems: Mapped[list[dict[str, Any]]] = mapped_column(default=list)


class LastCaller(Owned):
    """Who rang an extension last from outside."""

    __tablename__ = "last_callers"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    extension_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str]
    at: Mapped[datetime]
