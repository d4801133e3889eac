"""What the calls refuse is told in the portal's process by its own code, though only commands know it."""

import subprocess
import sys

import pytest

ASK = """
from palabre.web import describe
from palabre.calls.control import refusal
describe()
print(refusal({code!r}).code)
"""


@pytest.mark.parametrize("code", ["may_not_listen", "no_phone", "calls_away", "nonsense"])
def test_a_refusal_keeps_its_code(code: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", ASK.format(code=code)], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == ("calls_away" if code == "nonsense" else code)
