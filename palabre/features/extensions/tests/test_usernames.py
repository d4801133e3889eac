"""The logins that devices get."""

import pytest

from palabre.features.extensions.devices import free_username


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        (set(), "101"),
        ({"102"}, "101"),
        ({"101"}, "101-2"),
        ({"101", "101-3"}, "101-2"),
        ({"101-2"}, "101"),
        ({"101", "101-2", "101-3"}, "101-4"),
    ],
)
def test_a_device_gets_the_first_free_login(taken: set[str], expected: str) -> None:
    assert free_username("101", taken) == expected
