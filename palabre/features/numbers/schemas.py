"""The shapes of short numbers and public numbers in the API."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from palabre.features.numbers.destinations import Permission
from palabre.kit.inputs import Digits, Input, Name, Output, untouched

Dialled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=32)]

Prefix = Annotated[int, Field(ge=1, le=9999)]


class ShortNumberOut(Output):
    """One entry of the numbering plan: `target_id` is an extension, a scenario, a mailbox, as `kind` says."""

    digits: str
    kind: str
    target_id: UUID
    name: str


class FreeShortNumber(Output):
    """A short number that nothing has yet."""

    digits: str


class ShortNumberMove(Input):
    """The new short number, and for how many days the old one tells it to callers (0: not at all)."""

    to: Digits
    announce_days: Annotated[int, Field(ge=0, le=365)] = 30


class MovedNumberOut(Output):
    """An old short number that tells the new one until `ends_at`; `kind` and `target_id` say whose it was."""

    id: UUID
    digits: str
    kind: str
    target_id: UUID
    name: str
    ends_at: datetime
    created_at: datetime


class PlanRangeOut(Output):
    """Short numbers that follow each other and have the same state."""

    first: str
    last: str
    state: Literal["free", "taken", "feature_code", "emergency", "parking"]
    count: int


class PlanLengthOut(Output):
    """All short numbers of a length; `taken` and `free` count them."""

    length: int
    taken: int
    free: int
    ranges: list[PlanRangeOut]


class PlanOverlapOut(Output):
    """A short number that longer ones begin with: harmless for phones that send the number as a whole."""

    digits: str
    count: int
    longer: list[str]


class PlanTroubleOut(Output):
    """A short number in use that could not be had today, and why."""

    digits: str
    code: str
    message: str


class PlanMapOut(Output):
    """The numbering plan at a glance."""

    lengths: list[PlanLengthOut]
    overlaps: list[PlanOverlapOut]
    conflicts: list[PlanTroubleOut]


class PlanCheckOut(Output):
    """What would happen if a short number were added.

    `refusal` is why it could not be. `longer` are numbers in use that begin with it, `shorter` those that it
    begins with, `feature_codes` and `emergency` what else begins with it: phones that send a whole number
    reach all of them, others may stop too early. `hides_service`: the digits are a special service of the
    country, which could no longer be called.
    """

    digits: str
    possible: bool
    refusal: PlanTroubleOut | None
    longer: list[str]
    shorter: list[str]
    feature_codes: list[str]
    emergency: list[str]
    hides_service: bool


class NumberNew(Input):
    """A public number, in any way it is written in the account's country; it is kept as E.164.

    `prefix*number` dialled on a phone shows it; `by_region` and `carousel` let it be chosen by itself.
    `permission` is how far calls may go that show it.
    """

    e164: Dialled
    name: Name
    scenario_id: UUID | None = None
    prefix: Prefix | None = None
    permission: Permission = "international"
    by_region: bool = False
    carousel: bool = False


class NumberChange(Input):
    """What can change of a public number."""

    name: Name = untouched()
    scenario_id: UUID | None = untouched()
    prefix: Prefix | None = untouched()
    permission: Permission = untouched()
    by_region: bool = untouched()
    carousel: bool = untouched()


class NumberOut(Output):
    """A public number and the scenario that calls to it run."""

    id: UUID
    e164: str
    name: str
    scenario_id: UUID | None
    prefix: int | None
    permission: Permission
    by_region: bool
    carousel: bool
    created_at: datetime
    updated_at: datetime
