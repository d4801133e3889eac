"""The shapes of fax lines in the API."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from palabre.kit.inputs import Digits, Email, Input, Name, Output, untouched

Emails = Annotated[list[Email], Field(max_length=20)]


class FaxLineNew(Input):
    """A fax line, with a short number if it is to be dialled."""

    name: Name
    number: Digits | None = None
    emails: Emails = []


class FaxLineChange(Input):
    """What can change of a fax line."""

    name: Name = untouched()
    number: Digits | None = untouched()
    emails: Emails = untouched()


class FaxLineOut(Output):
    """A fax line with its short number."""

    id: UUID
    number: str | None
    name: str
    emails: list[str]
    created_at: datetime
    updated_at: datetime
