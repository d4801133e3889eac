"""What every test may ask for, and the figures that tests have measured."""

import os
from pathlib import Path
from typing import Any

import psutil
import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("any_machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any_machine")  # a machine that does other things too is no fault of the code

MEMORY = Path("/dev/shm")
ROOM = 6 * 2**30

pytest_plugins = ["tests.database", "tests.portal"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """How long to look for what nobody has thought of."""
    parser.addoption(
        "--stories", type=int, help="play so many random stories of an office, new ones each time"
    )


def pytest_configure() -> None:
    """Let tests keep their files in memory where there is room: a new database is 700 small files."""
    if (
        MEMORY.is_dir()
        and psutil.disk_usage(str(MEMORY)).free > ROOM
        and psutil.virtual_memory().available > ROOM
    ):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What tests have told by `figure`, after everything else."""
    reports = [each for each in terminalreporter.getreports("passed") if each.when == "call"]
    figures = [value for each in reports for name, value in each.user_properties if name == "figure"]
    if figures:
        terminalreporter.section("figures")
    for each in sorted(figures):
        terminalreporter.write_line(each)


@pytest.fixture
def figure(record_property: Any) -> Any:
    """Tell a line of what was measured: `figure("…")`."""
    return lambda line: record_property("figure", line)
