"""The shapes of parking in the API."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from palabre.kit.inputs import Digits, Input, Output, untouched

RecallSeconds = Annotated[int, Field(ge=10, le=3600)]


class ParkingChange(Input):
    """Where calls are parked: a call sent to `park_number` waits in the first free slot up to `last_slot`.

    After `recall_seconds` who has parked it is rung for it.
    """

    enabled: bool = untouched()
    park_number: Digits = untouched()
    last_slot: Digits = untouched()
    recall_seconds: RecallSeconds = untouched()


class ParkingOut(Output):
    """Where calls are parked."""

    enabled: bool
    park_number: str
    last_slot: str
    recall_seconds: int


class ParkNew(Input):
    """Who parks the other side of his conversation: the short number of his extension; a slot if he cares."""

    by: Digits
    slot: Digits | None = None


class ParkOut(Output):
    """The slot where a call waits: whoever dials it talks with the caller."""

    slot: str


class ParkedOut(Output):
    """A call that waits in a slot; `by` has put it there."""

    slot: str
    call: UUID
    caller: str
    caller_name: str
    by: str
    since: datetime


class ParkedList(Output):
    """The calls that are parked at this moment, by slot."""

    items: list[ParkedOut]
