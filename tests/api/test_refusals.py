"""What the calls refuse is told in the portal's process by its own code, though only commands know it."""

import subprocess
import sys

CODES = ["may_not_listen", "no_phone", "calls_away", "nonsense"]
ASK = f"""
from palabre.calls.control import refusal
from palabre.kit.bus import Bus
from palabre.kit.database_address import address
from palabre.kit.db import Database
from palabre.settings import Settings
from palabre.web import create_app
settings = Settings()
create_app(settings, Database(address(settings.home, None)), Bus())
print(*(refusal(each).code for each in {CODES}))
"""


def test_a_refusal_keeps_its_code() -> None:
    told = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    assert told.stdout.split() == [*CODES[:-1], "calls_away"]
