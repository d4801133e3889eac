"""From when to when a report goes, as the API takes it."""

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Query
from pydantic import AwareDatetime, BaseModel

from palabre.kit.clock import clock


class _Period(BaseModel):
    """From `since` (unset: a day before `until`) to `until` (unset: now)."""

    since: AwareDatetime | None = None
    until: AwareDatetime | None = None


Period = Annotated[_Period, Query()]


def span(period: _Period) -> tuple[datetime, datetime]:
    """From when to when."""
    until = period.until or clock.now()
    return period.since or until - timedelta(days=1), until
