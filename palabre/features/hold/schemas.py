"""The shapes of the settings of hold in the API."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from palabre.kit.inputs import Input, Output, untouched

ReminderSeconds = Annotated[int, Field(ge=10, le=3600)]


class HoldChange(Input):
    """What callers on hold hear (null: the stock music), and after how long the holder's phone rings.

    Without `reminder_seconds` it never does.
    """

    music_id: UUID | None = untouched()
    reminder_seconds: ReminderSeconds | None = untouched()


class HoldOut(Output):
    """What happens on hold."""

    music_id: UUID | None
    reminder_seconds: int | None
