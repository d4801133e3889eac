"""The one place that reads the system's time, so that tests can move it."""

from datetime import UTC, datetime, timedelta


class Clock:
    """The time of day as the service sees it; `move` shifts it for tests of deadlines."""

    def __init__(self) -> None:
        self.shift = timedelta()

    def now(self) -> datetime:
        """The present instant, always in UTC."""
        return datetime.now(UTC) + self.shift

    def move(self, to: datetime) -> None:
        """Make `now` start again from `to`."""
        self.shift += to - self.now()


clock = Clock()
