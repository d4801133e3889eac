"""The shape of a call's facts in the API."""

from datetime import datetime
from typing import Any

from palabre.kit.inputs import Output


class FactOut(Output):
    """One thing that happened in a call; `seq` counts from 1 without gaps."""

    seq: int
    at: datetime
    kind: str
    data: dict[str, Any]
