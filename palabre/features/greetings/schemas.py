"""The shapes of greetings and of the banner in the API."""

from datetime import date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from palabre.features.greetings.quality import Quality
from palabre.kit.errors import PalabreError
from palabre.kit.inputs import Input, Language, Name, Output, Prose, untouched
from palabre.kit.speak import Voice

Speed = Annotated[float, Field(ge=0.5, le=2, description="1 is normal, 0.5 half as fast")]
GreetingKind = Literal["greeting", "music"]
Source = Literal["file", "text", "phone"]
LONGEST_HOURS = 31 * 24


class BannerNeedsOne(PalabreError):
    """A banner is a text or a greeting."""

    code, status = "banner_needs_one", 422
    fr = "Donnez un texte ou une annonce, et un seul des deux."
    en = "Give a text or a greeting, and only one of the two."


class Spoken(Input):
    """A text that a voice reads."""

    language: Language
    text: Prose
    voice: Voice | None = Field(None, description="one of the language's voices; unset: the usual one")
    speed: Speed = 1


class Dated(Input):
    """When a greeting is heard: both days included, in the account's time zone; else its fallback."""

    valid_from: date | None = None
    valid_until: date | None = None
    fallback_id: UUID | None = None


class GreetingNew(Spoken, Dated):
    """A greeting that a voice reads from a text."""

    name: Name
    interruptible: bool = True


class GreetingChange(Input):
    """What can change of a greeting; a text makes a read one of a recorded one."""

    name: Name = untouched()
    language: Language = untouched()
    text: Prose = untouched()
    voice: Voice | None = untouched()
    speed: Speed = untouched()
    interruptible: bool = untouched()
    valid_from: date | None = untouched()
    valid_until: date | None = untouched()
    fallback_id: UUID | None = untouched()


class VariantNew(Input):
    """What a voice reads to callers of another language."""

    text: Prose
    voice: Voice | None = None
    speed: Speed = 1


class RecordedOut(Output):
    """A sound: uploaded, recorded by phone, or read from `text`."""

    language: Language
    source: Source
    text: str | None
    voice: Voice | None
    speed: float
    seconds: float | None
    quality: Quality | None = Field(None, description="the report on a recording; null for a text")


class GreetingOut(RecordedOut):
    """A greeting or a piece of music, with its other languages."""

    id: UUID
    name: str
    kind: GreetingKind
    interruptible: bool
    valid_from: date | None
    valid_until: date | None
    fallback_id: UUID | None
    variants: list[RecordedOut]
    created_at: datetime
    updated_at: datetime


class BannerNew(Input):
    """What all callers shall hear first, for some hours: a text or a greeting."""

    text: Prose | None = None
    greeting_id: UUID | None = None
    language: Language | None = Field(None, description="of the text; unset: the account's")
    hours: float = Field(gt=0, le=LONGEST_HOURS)
    mode: Literal["before", "instead"] = Field(
        "before", description="before the first prompt of a call, or instead of it"
    )

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.text is None) == (self.greeting_id is None):
            raise BannerNeedsOne(field="text")
        return self


class BannerOut(Output):
    """The banner in force, and who set it when."""

    text: str | None
    greeting_id: UUID | None
    language: Language
    mode: Literal["before", "instead"]
    set_by_name: str
    created_at: datetime
    ends_at: datetime
