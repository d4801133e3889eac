"""What every test may ask for, and the figures that tests have measured."""

from typing import Any

import pytest

pytest_plugins = ["tests.database", "tests.portal"]


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
