"""Who may know whom: the layers of the design, and the switch behind its port."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import palabre

PACKAGE = Path(palabre.__path__[0])
ARI = re.compile(r"\bARI\b|\bari_|_ari\b|\bAri[A-Z]")


def test_imports_go_downwards_only() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [lint, "--no-logo"], cwd=PACKAGE.parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_a_feature_knows_another_one_by_its_face_only() -> None:
    behind = [
        f"{file.relative_to(PACKAGE)}: {name}"
        for file in (PACKAGE / "features").rglob("*.py")
        for name in imported(file)
        if name.startswith("palabre.features.")
        and name.split(".")[2] != file.relative_to(PACKAGE / "features").parts[0]
        and len(name.split(".")) > 3
    ]
    assert behind == []


def test_only_the_port_speaks_ari() -> None:
    speaking = {
        str(file.relative_to(PACKAGE))
        for file in PACKAGE.rglob("*.py")
        if "phone" not in file.relative_to(PACKAGE).parts[:1] and ARI.search(file.read_text(encoding="utf-8"))
    }
    assert speaking == set()


def imported(file: Path) -> list[str]:
    """The modules that a file imports from."""
    names: list[str] = []
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
        elif isinstance(node, ast.Import):
            names += [each.name for each in node.names]
    return names
