"""Opening hours: the days and times that a schedule covers."""

from palabre.features.hours.snapshot import Schedules

__all__ = ["Schedules"]
