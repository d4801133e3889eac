"""The one door to what people have said: every file of a message is kept, read and removed here.

A key is a file's name below the data folder, as the database holds it. Today plain files lie behind the door;
what comes later (encryption, other storage, quotas) changes nothing before it.
"""

import shutil
from pathlib import Path
from typing import Protocol

from palabre.kit.errors import NotFound, PalabreError

RESERVE = 200_000_000
"""So many bytes stay free: the database and the journal need them more than anybody's message."""


class StorageFull(PalabreError):
    """There is no room for more recordings."""

    code, status = "storage_full", 507
    fr = "L'espace de stockage est plein : il doit rester {megabytes:g} Mo libres."
    en = "The storage is full: {megabytes:g} MB must stay free."


class Vault(Protocol):
    """Where contents are kept."""

    def check_room(self) -> None:
        """Ask before somebody speaks. Raises StorageFull."""
        ...

    def intake(self, key: str) -> Path:
        """Where a file may be written that is to be kept."""
        ...

    def keep(self, key: str) -> None:
        """Take in what was written to `intake`. Raises StorageFull, and leaves it there."""
        ...

    def copy(self, key: str, to: str) -> None:
        """Keep the same contents once more. Raises NotFound, StorageFull."""
        ...

    def read(self, key: str) -> bytes:
        """The whole contents. Raises NotFound."""
        ...

    def size(self, key: str) -> int:
        """How many bytes. Raises NotFound."""
        ...

    def lend(self, key: str) -> Path:
        """A file that the switch can play for some minutes. Raises NotFound."""
        ...

    def remove(self, key: str) -> None:
        """Forget it, taken in or not; one that has gone already is no error."""
        ...


class Folder:
    """Plain files below a folder."""

    def __init__(self, home: Path, reserve: int = RESERVE) -> None:
        self._home = home
        self._reserve = reserve

    def check_room(self) -> None:
        """By what the disk says."""
        self._home.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(self._home).free < self._reserve:
            raise self._full()

    def intake(self, key: str) -> Path:
        """Beside the others, on the same disk."""
        return self._home / "intake" / key

    def keep(self, key: str) -> None:
        """In one move."""
        target = self._home / key
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            self.intake(key).replace(target)
        except OSError as trouble:
            raise self._full() from trouble

    def copy(self, key: str, to: str) -> None:
        """Whole or not at all."""
        source, half = self._there(key), self.intake(to)
        try:
            half.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, half)
        except OSError as trouble:
            raise self._full() from trouble
        self.keep(to)

    def read(self, key: str) -> bytes:
        """All of the file."""
        return self._there(key).read_bytes()

    def size(self, key: str) -> int:
        """Of the file."""
        return self._there(key).stat().st_size

    def lend(self, key: str) -> Path:
        """The file itself."""
        return self._there(key)

    def remove(self, key: str) -> None:
        """The file goes."""
        for file in (self._home / key, self.intake(key)):
            file.unlink(missing_ok=True)

    def _there(self, key: str) -> Path:
        file = self._home / key
        if not file.is_file():
            raise NotFound(what=key)
        return file

    def _full(self) -> StorageFull:
        return StorageFull(megabytes=self._reserve / 1e6)


class Forgetful:
    """Keeps nothing, for calls that nobody hears; what was kept can be lent."""

    def check_room(self) -> None:
        """Always room."""

    def intake(self, key: str) -> Path:
        """A name that nobody writes to."""
        return Path(key)

    def keep(self, key: str) -> None:
        """Gone."""

    def copy(self, key: str, to: str) -> None:
        """Nothing twice."""

    def read(self, key: str) -> bytes:
        """Nothing is there."""
        raise NotFound(what=key)

    def size(self, key: str) -> int:
        """Nothing."""
        return 0

    def lend(self, key: str) -> Path:
        """A name that nobody opens."""
        return Path(key)

    def remove(self, key: str) -> None:
        """It was never there."""
