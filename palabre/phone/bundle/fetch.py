"""Fetches Debian's packages with apt itself, in folders of our own, without touching the system."""

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from palabre.phone.bundle import apt
from palabre.phone.bundle.errors import NoMirror, PackageToolsMissing
from palabre.phone.bundle.progress import Progress
from palabre.phone.bundle.sources import line_for

LAYOUT = "1"  # another number makes every machine unpack anew
INSTALL_TOOLS = (  # what packages need to install themselves on a system, and a program never runs
    *("adduser", "base-passwd", "debconf", "dirmngr", "gnupg*", "gpg*", "login*", "passwd", "pci.ids"),
    *(
        "perl*",
        "pinentry*",
        "libc-gconv*",
        "libpam*",
        "libperl*",
        "libsemanage*",
        "libsepol*",
        "libsnmp-base",
    ),
)


@dataclass(frozen=True)
class PackageSet:
    """Packages that together make a program run: `kept` are the paths worth keeping besides the libraries."""

    name: str
    suite: str
    packages: tuple[str, ...]
    kept: tuple[str, ...]
    setting: str

    @property
    def folder(self) -> str:
        """A name that changes with anything that changes what lies in it."""
        contents = "\n".join([LAYOUT, *sorted(self.packages), *sorted(self.kept)])
        return f"{self.name}-{self.suite}-{hashlib.sha256(contents.encode()).hexdigest()[:12]}"


def fetch_packages(wanted: PackageSet, cache: Path, progress: Progress, mirror: str | None = None) -> Path:
    """The folder below `cache` that holds the unpacked packages, fetched if it is not there yet.

    Signatures are verified by apt. An interrupted download goes on where it stopped; an interrupted unpacking
    is done again. Raises PackageToolsMissing, NoMirror, FetchFailed.
    """
    ready = cache / wanted.folder
    if ready.exists():
        return ready
    require_tools(wanted)
    cache.mkdir(parents=True, exist_ok=True)
    with alone(cache / f"{wanted.folder}.lock", progress):
        if not ready.exists():
            line = line_for(wanted.suite, mirror)
            if line is None:
                raise NoMirror(what=wanted.name, setting=wanted.setting)
            private = apt.Apt(cache / f"{wanted.folder}.apt", line, wanted.name, wanted.setting)
            archives = private.download(wanted.packages, progress)
            unpack(private, archives, wanted.kept, ready, progress)
            shutil.rmtree(private.folder)
    return ready


def require_tools(wanted: PackageSet) -> None:
    """Say early and clearly that this is not a system with apt."""
    missing = [tool for tool in ("apt-get", "dpkg") if shutil.which(tool) is None]
    if missing:
        raise PackageToolsMissing(tools=", ".join(missing), what=wanted.name, setting=wanted.setting)


@contextmanager
def alone(lock: Path, progress: Progress) -> Iterator[None]:
    """Let one process fetch, and make the others wait for what it brings."""
    with lock.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress("wait", 0, 1)
            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def unpack(
    private: apt.Apt, archives: list[Path], kept: tuple[str, ...], ready: Path, progress: Progress
) -> None:
    """Unpack into a folder beside `ready`, and give it its name only when everything is there."""
    part = ready.with_name(ready.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    useful = [file for file in archives if not any(fnmatch(package_of(file), tool) for tool in INSTALL_TOOLS)]
    for number, file in enumerate(useful):
        progress("unpack", number, len(useful))
        private.unpack(file, part)
    sweep(part, (*kept, "lib", "lib64", "usr/lib", "usr/lib64"))
    name_voices(part / "usr/share/asterisk/sounds")
    part.rename(ready)
    progress("unpack", len(useful), len(useful))


def package_of(archive: Path) -> str:
    """The package's name in `name_version_machine.deb`."""
    return archive.name.partition("_")[0]


def sweep(folder: Path, kept: tuple[str, ...], inside: str = "") -> None:
    """Delete what is neither kept nor on the way to it."""
    for entry in folder.iterdir():
        path = f"{inside}{entry.name}"
        if path in kept:
            continue
        if entry.is_dir() and not entry.is_symlink() and any(keep.startswith(f"{path}/") for keep in kept):
            sweep(entry, kept, f"{path}/")
        elif entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def name_voices(sounds: Path) -> None:
    """Call `en_US_f_Allison` also `en`, as the packages' installation does; drop links to nowhere."""
    if not sounds.is_dir():
        return
    for entry in sorted(sounds.iterdir()):
        language = sounds / entry.name.partition("_")[0]
        if entry.is_symlink() and not entry.exists():
            entry.unlink()
        elif entry.is_dir() and not language.exists():
            language.symlink_to(entry.name)
