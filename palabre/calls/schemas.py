"""The shape of a call's facts in the API."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BeforeValidator

from palabre.kit.inputs import Output

SECRET = frozenset({"pin_hash"})
"""What the log must know to be complete, and nobody shall read."""


def _open(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in SECRET}


class FactOut(Output):
    """One thing that happened in a call; `seq` counts from 1 without gaps."""

    seq: int
    at: datetime
    kind: str
    data: Annotated[dict[str, Any], BeforeValidator(_open)]
