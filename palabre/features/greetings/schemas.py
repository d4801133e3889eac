"""The shapes of greetings in the API."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from palabre.kit.inputs import Input, Language, Name, Output, Prose, untouched


class GreetingNew(Input):
    """A greeting that a voice reads from a text."""

    name: Name
    language: Language
    text: Prose


class GreetingChange(Input):
    """What can change of a greeting; a text makes a read one of an uploaded one."""

    name: Name = untouched()
    language: Language = untouched()
    text: Prose = untouched()


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
