"""What people have said is opened by the vault and by nothing else."""

import ast
import re
from pathlib import Path

import palabre

PACKAGE = Path(palabre.__path__[0])
THROUGH_THE_VAULT = ("features/voicemail", "features/mail")
BY_HAND = {
    *("open", "read_bytes", "write_bytes", "read_text", "write_text", "unlink", "rename", "is_file"),
    *("exists", "stat", "iterdir", "glob", "copyfile", "copy2", "rmtree", "FileResponse"),
}
FILES = re.compile(r"""["']messages/|["']intake["'/]""")


def calls_in(file: Path) -> set[str]:
    """The names of everything that a file calls."""
    called = (node.func for node in ast.walk(ast.parse(file.read_bytes())) if isinstance(node, ast.Call))
    return {each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "") for each in called}


def sources() -> list[Path]:
    return [each for each in PACKAGE.rglob("*.py") if "tests" not in each.parts]


def test_features_that_keep_messages_touch_no_file_by_themselves() -> None:
    touching = {
        f"{file.relative_to(PACKAGE)}: {name}"
        for folder in THROUGH_THE_VAULT
        for file in (PACKAGE / folder).rglob("*.py")
        if "tests" not in file.parts
        for name in calls_in(file) & BY_HAND
    }
    assert touching == set()


def test_nobody_else_knows_where_messages_lie() -> None:
    knowing = {
        str(file.relative_to(PACKAGE)) for file in sources() if FILES.search(file.read_text(encoding="utf-8"))
    }
    assert knowing <= {"kit/vault.py", "features/voicemail/keep.py"}
