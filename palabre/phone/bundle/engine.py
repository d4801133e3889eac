"""A switch that can be started, wherever its files lie."""

import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Self


class Version(NamedTuple):
    """A version of Asterisk, in order."""

    major: int
    minor: int = 0
    patch: int = 0

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The version in an answer such as `Asterisk 22.10.1+dfsg`; None if there is none."""
        found = re.search(r"(\d+)\.(\d+)(?:\.(\d+))?", text)
        return cls(int(found[1]), int(found[2]), int(found[3] or 0)) if found else None

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


OLDEST, LIMIT = Version(22, 10, 1), Version(23)  # before 22.10 a dead lock at about 100 calls a minute


@dataclass(frozen=True)
class Engine:
    """How to start a switch: `command` begins the command line, `data` holds `sounds` and `moh`."""

    command: tuple[str, ...]
    modules: Path
    data: Path
    version: Version
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def suitable(self) -> bool:
        """Whether its version is one that Palabre has been proved with."""
        return OLDEST <= self.version < LIMIT


def engine_at(program: Path) -> Engine | None:
    """The switch whose main program is at `program`; None if it does not run or lacks its modules."""
    root = tree_of(program)
    command = (*own_loader(root), str(program))
    try:
        answer = subprocess.run([*command, "-V"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    version = Version.read(answer.stdout)
    modules = first_with("res_ari.so", module_folders(root, program))
    data = first_with("documentation", data_folders(root, program))
    if version is None or modules is None or data is None:
        return None
    return Engine(command, modules, data, version)


def tree_of(program: Path) -> Path:
    """The root that `usr/sbin/asterisk` lies below: `/` for one that the system installed."""
    folders = program.resolve().parts
    return Path(*folders[:-3]) if folders[-3:-1] in (("usr", "sbin"), ("usr", "bin")) else Path("/")


def own_loader(root: Path) -> tuple[str, ...]:
    """How to start a program of an unpacked tree with the tree's own C library; empty for the system."""
    if root == Path("/"):
        return ()
    loaders = [*root.glob("usr/lib/*-linux-*/ld-linux*.so.*"), *root.glob("lib/*-linux-*/ld-linux*.so.*")]
    if not loaders:
        return ()
    machine = loaders[0].parent.name
    libraries = [str(root / folder / machine) for folder in ("usr/lib", "lib")]
    return str(loaders[0]), "--library-path", ":".join(libraries)


def module_folders(root: Path, program: Path) -> Iterator[Path]:
    """Where distributions and a build by hand put modules."""
    for prefix in (root / "usr", program.parent.parent):
        yield from prefix.glob("lib*/asterisk/modules")
        yield from prefix.glob("lib/*/asterisk/modules")


def data_folders(root: Path, program: Path) -> Iterator[Path]:
    """Where distributions and a build by hand put sounds and documentation."""
    yield root / "usr/share/asterisk"
    yield program.parent.parent / "share/asterisk"
    yield root / "var/lib/asterisk"


def first_with(name: str, folders: Iterable[Path]) -> Path | None:
    """The first folder that holds `name`."""
    return next((folder for folder in folders if (folder / name).exists()), None)
