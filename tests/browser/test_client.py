"""The portal speaks the API as it is."""

import json
import subprocess
from pathlib import Path

from palabre.web import describe

ROOT = Path(__file__).parents[2]


def test_the_client_is_generated_from_the_api_as_it_is() -> None:
    """When this fails: npm run api."""
    command = ["npx", "openapi-typescript", "--output", "portal/src/api/schema.ts", "--check"]
    done = subprocess.run(command, cwd=ROOT, input=json.dumps(describe()), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
