"""Opening hours: the days and times that a schedule covers."""

from palabre.features.hours.schedules import check_owned
from palabre.features.hours.snapshot import Schedules

__all__ = ["Schedules", "check_owned"]
