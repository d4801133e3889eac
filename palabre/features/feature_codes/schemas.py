"""The shapes of feature codes in the API."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from palabre.kit.inputs import Input, Output, Word

CodeDigits = Annotated[str, StringConstraints(pattern=r"^(0[1-9][0-9]{0,2}|\*[0-9]{1,3})$", max_length=4)]


class FeatureCodeChange(Input):
    """Other digits for a code: 0 or * in front, short enough to be dialled; null switches it off."""

    digits: CodeDigits | None


class FeatureCodesChange(Input):
    """The new digits of several codes by their names; null switches one off."""

    codes: Annotated[dict[Word, CodeDigits | None], Field(max_length=100)]


class FeatureCodeOut(Output):
    """A code: what a phone dials (null: nothing), the usual digits, and what it does in both languages.

    One that takes digits and is not dialled `alone` can have the same digits as one that takes none.
    """

    name: str
    digits: str | None
    usual: str
    takes: Literal["none", "digits"]
    alone: bool
    fr: str
    en: str
