"""Finds a switch on this machine, or fetches one without touching the system."""

from palabre.phone.bundle.engine import Engine, Version
from palabre.phone.bundle.fetch import PackageSet, fetch_packages
from palabre.phone.bundle.find import find, find_sipp
from palabre.phone.bundle.progress import Progress, Stage

__all__ = ["Engine", "PackageSet", "Progress", "Stage", "Version", "fetch_packages", "find", "find_sipp"]
