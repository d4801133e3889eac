"""The shapes of greetings in the API."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import StringConstraints

from palabre.kit.inputs import Input, Language, Name, Output, untouched

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class GreetingNew(Input):
    """A greeting that a voice reads from a text."""

    name: Name
    language: Language
    text: Words


class GreetingChange(Input):
    """What can change of a greeting; a text makes a read one of an uploaded one."""

    name: Name = untouched()
    language: Language = untouched()
    text: Words = untouched()


class GreetingOut(Output):
    """A greeting; `source` says whether it was uploaded or read from `text`."""

    id: UUID
    name: str
    language: Language
    source: Literal["file", "text"]
    text: str | None
    seconds: float | None
    created_at: datetime
    updated_at: datetime
