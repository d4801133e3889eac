"""The shapes of conferences in the API."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from palabre.kit.inputs import Digits, Input, Name, Output, untouched

Pin = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,10}$", max_length=10)]
Most = Annotated[int, Field(ge=2, le=50)]


class ConferenceNew(Input):
    """A room. `announce`: a tone tells that somebody enters; `record`: what is said is recorded."""

    name: Name
    number: Digits | None = None
    pin: Pin | None = None
    announce: bool = True
    record: bool = False
    max_members: Most = 20


class ConferenceChange(Input):
    """What can change of a room."""

    name: Name = untouched()
    number: Digits | None = untouched()
    pin: Pin | None = untouched()
    announce: bool = untouched()
    record: bool = untouched()
    max_members: Most = untouched()


class ConferenceOut(Output):
    """A room with its short number."""

    id: UUID
    name: str
    number: str | None
    pin: str | None
    announce: bool
    record: bool
    max_members: int
    created_at: datetime
    updated_at: datetime


class AttendeeOut(Output):
    """Somebody in a room; `call` is his call."""

    call: UUID
    caller: str
    name: str
    muted: bool
    since: datetime


class RoomOut(Output):
    """A room at this moment; a locked one lets nobody in."""

    locked: bool
    members: list[AttendeeOut]


class RoomChange(Input):
    """Locks a room, or opens it again."""

    locked: bool


class MemberChange(Input):
    """Takes a member's voice, or gives it back."""

    muted: bool
