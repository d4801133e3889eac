"""The tables of rules, prices and verified numbers for calls outside."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from palabre.kit.clock import clock
from palabre.kit.tables import Named, Owned, Thing


class OutgoingSettings(Owned):
    """What holds for all calls of an account; an account without a row has the usual."""

    __tablename__ = "outgoing_settings"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    currency: Mapped[str | None]
    trunk_choice: Mapped[str] = mapped_column(default="ordered")
    most_calls: Mapped[int | None]
    daily_limit: Mapped[int | None] = mapped_column(BigInteger)
    monthly_limit: Mapped[int | None] = mapped_column(BigInteger)
    call_back_hours: Mapped[int] = mapped_column(default=0)


class OutgoingRule(Thing):
    """What an extension, a group or (neither given) the account says; null leaves it to the wider place."""

    __tablename__ = "outgoing_rules"

    extension_id: Mapped[UUID | None]
    group_id: Mapped[UUID | None]
    number_id: Mapped[UUID | None]
    verified_number_id: Mapped[UUID | None]
    choice: Mapped[str | None]
    permission: Mapped[str | None]
    premium: Mapped[bool | None]
    satellite: Mapped[bool | None]
    services: Mapped[bool | None]
    withheld: Mapped[bool | None]
    daily_limit: Mapped[int | None] = mapped_column(BigInteger)
    monthly_limit: Mapped[int | None] = mapped_column(BigInteger)
    emergency_number_id: Mapped[UUID | None]
    location: Mapped[str | None]


class Rate(Named):
    """A price by the first digits of numbers: of the account, or of a trunk's carrier."""

    __tablename__ = "rates"

    trunk_id: Mapped[UUID | None]
    service: Mapped[bool] = mapped_column(default=False)
    prefix: Mapped[str]
    per_minute: Mapped[int] = mapped_column(BigInteger)
    set_up: Mapped[int] = mapped_column(BigInteger)
    first_seconds: Mapped[int]
    step_seconds: Mapped[int]


class VerifiedNumber(Named):
    """Somebody else's number that may be shown once a code sent to it has come back."""

    __tablename__ = "verified_numbers"

    e164: Mapped[str]
    code_digest: Mapped[bytes | None]
    code_expires_at: Mapped[datetime | None]
    wrong_codes: Mapped[int] = mapped_column(default=0)
    codes_sent: Mapped[int] = mapped_column(default=0)
    verified_at: Mapped[datetime | None]


class Charge(Owned):
    """What one conversation has cost."""

    __tablename__ = "charges"

    call_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    extension_id: Mapped[UUID | None]
    day: Mapped[date]
    at: Mapped[datetime]
    number: Mapped[str]
    destination: Mapped[str]
    trunk_id: Mapped[UUID | None]
    seconds: Mapped[int]
    amount: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
