"""The shapes of feature codes in the API."""

from typing import Literal

from palabre.kit.inputs import Output


class FeatureCodeOut(Output):
    """A code: what a phone dials, whether digits follow it, and what it does in French and in English."""

    name: str
    digits: str
    takes: Literal["none", "digits"]
    fr: str
    en: str
