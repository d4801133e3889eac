"""Files and functions stay small enough to be read at one glance."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYTHON_LINES, FUNCTION_LINES, TSX_LINES = 300, 40, 250
PYTHON = ("palabre", "tests", "bench")
PORTAL = ("portal/src", "palabre", "tests")


def files(folders: tuple[str, ...], ending: str) -> Iterator[Path]:
    """The files that belong to the project: not what is generated, nor what git ignores."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *folders]
    found = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)
    paths = (ROOT / line for line in found.stdout.splitlines() if line.endswith(ending))
    return (each for each in paths if each.is_file() and not each.is_symlink())


def too_long(folders: tuple[str, ...], ending: str, limit: int) -> dict[str, int]:
    lengths = {
        str(each.relative_to(ROOT)): len(each.read_bytes().splitlines()) for each in files(folders, ending)
    }
    assert lengths
    return {name: length for name, length in lengths.items() if length > limit}


def test_no_python_file_is_too_long() -> None:
    assert too_long(PYTHON, ".py", PYTHON_LINES) == {}


def test_no_page_of_the_portal_is_too_long() -> None:
    assert too_long(PORTAL, ".tsx", TSX_LINES) == {}


def test_no_function_is_too_long() -> None:
    lengths = {
        f"{file.relative_to(ROOT)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for file in files(PYTHON, ".py")
        for node in ast.walk(ast.parse(file.read_bytes()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: length for name, length in lengths.items() if length > FUNCTION_LINES} == {}
