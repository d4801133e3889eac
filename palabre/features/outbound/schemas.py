"""The shapes of calls outside in the API. Amounts of money are decimal numbers of the account's currency."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field, PlainSerializer, StringConstraints

from palabre.features import numbers
from palabre.features.outbound.rates import UNITS
from palabre.features.outbound.rules import Choice
from palabre.kit.inputs import Digits, Input, Name, Output, untouched

Money = Annotated[Decimal, Field(ge=0, le=1_000_000_000, decimal_places=6)]


def _units(stored: Any) -> Any:
    """Kept in millionths, shown in units."""
    return Decimal(stored) / UNITS if isinstance(stored, int) else stored


Kept = Annotated[
    Decimal, BeforeValidator(_units), PlainSerializer(lambda amount: format(amount.normalize(), "f"), str)
]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$", max_length=3)]
TrunkChoice = Literal["ordered", "least_cost"]
MostCalls = Annotated[int, Field(ge=1, le=10_000)]
Location = Name
RatePrefix = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,15}$", max_length=15)]
Seconds = Annotated[int, Field(ge=1, le=3600)]
Wanted = Annotated[str, StringConstraints(pattern=r"^[0-9*#+]{1,33}$", max_length=33)]
Outside = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=32)]
Code = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$", max_length=6)]


class OutgoingSettingsOut(Output):
    """What holds for all calls outside of an account; a limit of null: none, a currency: the country's."""

    currency: str | None
    trunk_choice: TrunkChoice
    most_calls: int | None
    daily_limit: Kept | None
    monthly_limit: Kept | None
    call_back_hours: int


class OutgoingSettingsChange(Input):
    """What can change: `most_calls` over all trunks at once, the limits of the whole account.

    For `call_back_hours` after a call in vain, a call back from there reaches the extension that had called
    (0: never).
    """

    currency: Currency | None = untouched()
    trunk_choice: TrunkChoice = untouched()
    most_calls: MostCalls | None = untouched()
    daily_limit: Money | None = untouched()
    monthly_limit: Money | None = untouched()
    call_back_hours: Annotated[int, Field(ge=0, le=72)] = untouched()


class OutgoingRuleIn(Input):
    """What a place says of calls outside; null leaves it to the wider one (extension, group, account).

    `choice`: which number is shown by itself (`default`, `region`: the one nearest the called side,
    `carousel`: in turn). `services`: paid short codes of the country. Limits are of each extension; 0: no
    paid calls.
    """

    number_id: UUID | None = None
    verified_number_id: UUID | None = None
    choice: Choice | None = None
    permission: numbers.Permission | None = None
    premium: bool | None = None
    satellite: bool | None = None
    services: bool | None = None
    withheld: bool | None = None
    daily_limit: Money | None = None
    monthly_limit: Money | None = None
    emergency_number_id: UUID | None = None
    location: Location | None = None


class OutgoingRuleOut(Output):
    """What a place says of calls outside; null: nothing."""

    number_id: UUID | None = None
    verified_number_id: UUID | None = None
    choice: Choice | None = None
    permission: numbers.Permission | None = None
    premium: bool | None = None
    satellite: bool | None = None
    services: bool | None = None
    withheld: bool | None = None
    daily_limit: Kept | None = None
    monthly_limit: Kept | None = None
    emergency_number_id: UUID | None = None
    location: str | None = None


class RateNew(Input):
    """What calls to numbers beginning with `prefix` (E.164 without +) cost: `set_up`, then `per_minute`.

    Counted by `first_seconds`, then by `step_seconds`. With a trunk: what its carrier takes. `service`: the
    digits begin the short code of a service, such as 3949, as it is dialled.
    """

    prefix: RatePrefix
    name: Name
    per_minute: Money
    set_up: Money = Decimal(0)
    first_seconds: Seconds = 60
    step_seconds: Seconds = 60
    trunk_id: UUID | None = None
    service: bool = False


class RateChange(Input):
    """What can change of a price."""

    name: Name = untouched()
    per_minute: Money = untouched()
    set_up: Money = untouched()
    first_seconds: Seconds = untouched()
    step_seconds: Seconds = untouched()


class RatesIn(Input):
    """A whole price table, of the account or of a trunk; what it had before goes."""

    trunk_id: UUID | None = None
    rates: Annotated[list[RateNew], Field(max_length=10_000)]


class RatesKept(Output):
    """How many prices there are now."""

    count: int


class RateOut(Output):
    """A price."""

    id: UUID
    prefix: str
    name: str
    per_minute: Kept
    set_up: Kept
    first_seconds: int
    step_seconds: int
    trunk_id: UUID | None
    service: bool
    created_at: datetime
    updated_at: datetime


class VerifiedNumberNew(Input):
    """A number of one's own at another operator; a code is sent to it as a text message."""

    e164: Outside
    name: Name


class VerifiedNumberConfirm(Input):
    """The code that has come to it."""

    code: Code


class VerifiedNumberOut(Output):
    """A number that may be shown once it is verified."""

    id: UUID
    e164: str
    name: str
    verified_at: datetime | None
    created_at: datetime
    updated_at: datetime


class ExplainIn(Input):
    """A call that is not made: `from` an extension's short number, `to` as it would be dialled there."""

    caller: Annotated[Digits, Field(alias="from")]
    called: Annotated[Wanted, Field(alias="to")]
    shown: Outside | None = None
    withheld: bool | None = None


class ShownOut(Output):
    """The number that the called side sees (`withheld`: that only the carrier sees)."""

    number: str
    withheld: bool


class WayOut(Output):
    """A line that would be tried, what it dials, and what a minute costs (null: not known)."""

    trunk_id: UUID
    name: str
    dials: str
    per_minute: Kept | None
    set_up: Kept | None


class WhyOut(Output):
    """One reason, in words."""

    stage: str
    code: str
    text: str


class RefusalOut(Output):
    """Why the call would not be made."""

    code: str
    text: str


class ExplainOut(Output):
    """What would become of the call. `seconds`: how long the money lasts (null: as long as one likes).

    `live`: calls in progress are counted, as they are for a real call; false while the calls are away.
    """

    allowed: bool
    live: bool
    number: str
    kind: str | None
    country: str | None
    shown: ShownOut | None
    ways: list[WayOut]
    currency: str
    seconds: int | None
    refusal: RefusalOut | None
    why: list[WhyOut]


class SpendingOut(Output):
    """What an extension (null: the company itself) has spent, and its limits."""

    extension_id: UUID | None
    name: str | None
    today: Kept
    month: Kept
    daily_limit: Kept | None
    monthly_limit: Kept | None


class SpendingsOut(Output):
    """What was spent on the account's present day and month."""

    currency: str
    today: Kept
    month: Kept
    daily_limit: Kept | None
    monthly_limit: Kept | None
    extensions: list[SpendingOut]
