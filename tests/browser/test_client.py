"""What the portal is made of, without a browser."""

import json
import subprocess
from pathlib import Path

from tests.routes import DESCRIBED, description

ROOT = Path(__file__).parents[2]


def run(*command: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Run one of the portal's tools."""
    return subprocess.run(["npx", *command], cwd=ROOT, input=typed, capture_output=True, text=True)


@DESCRIBED
def test_the_client_is_generated_from_the_api_as_it_is() -> None:
    """When this fails: npm run api."""
    told = json.dumps(description())
    done = run("openapi-typescript", "--output", "portal/src/api/schema.ts", "--check", typed=told)
    assert done.returncode == 0, done.stdout + done.stderr


@DESCRIBED
def test_every_shape_has_a_name_of_its_own() -> None:
    """Two of one name would show to clients with the paths of our modules."""
    assert [name for name in description()["components"]["schemas"] if "palabre__" in name] == []


def test_the_portals_functions_give_what_they_promise() -> None:
    """The same as npm test."""
    done = run("vitest", "run")
    assert done.returncode == 0, done.stdout + done.stderr
