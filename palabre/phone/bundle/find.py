"""Which switch to run: the one that is named, the system's, or one fetched for us."""

import shutil
from pathlib import Path

from palabre.phone.bundle.engine import LIMIT, OLDEST, Engine, engine_at, own_loader
from palabre.phone.bundle.errors import FetchFailed, SwitchUnsuitable
from palabre.phone.bundle.fetch import PackageSet, fetch_packages
from palabre.phone.bundle.progress import Progress, silent
from palabre.phone.bundle.sources import host

SUITE = "forky"  # the first Debian release that carries Asterisk 22.10
SWITCH = PackageSet(
    name="asterisk",
    suite=SUITE,
    packages=(
        "asterisk",
        "asterisk-core-sounds-en-wav",
        "asterisk-core-sounds-fr-wav",
        "asterisk-moh-opsound-wav",
    ),
    kept=("usr/sbin/asterisk", "usr/share/asterisk"),
    setting="PALABRE_ASTERISK",
)


def find(cache: Path, wanted: Path | None, progress: Progress = silent, mirror: str | None = None) -> Engine:
    """The switch to start: `wanted`, else a suitable one on PATH, else Debian's, fetched into `cache`.

    `mirror` is the address of a Debian mirror; without it the host's own apt configuration is asked.
    Raises SwitchUnsuitable, PackageToolsMissing, NoMirror, FetchFailed.
    """
    if wanted is not None:
        return suitable(wanted)
    found = shutil.which("asterisk")
    installed = engine_at(Path(found)) if found else None
    if installed is not None and installed.suitable:
        return installed
    tree = fetch_packages(SWITCH, cache, progress, mirror)
    return suitable(tree / "usr/sbin/asterisk")


def suitable(program: Path) -> Engine:
    """The switch at `program`, or the reason why it cannot be used."""
    engine = engine_at(program)
    if engine is None or not engine.suitable:
        found = str(engine.version) if engine else "?"
        raise SwitchUnsuitable(program=program, found=found, oldest=OLDEST, limit=LIMIT)
    return engine


def find_sipp(cache: Path, progress: Progress = silent, mirror: str | None = None) -> tuple[str, ...]:
    """The beginning of a command line for sipp: the system's, else that of the host's own Debian release."""
    installed = shutil.which("sipp")
    if installed:
        return (installed,)
    name, codename = host()
    suite = codename if name == "debian" and codename else SUITE
    sipp = PackageSet("sipp", suite, ("sip-tester",), ("usr/bin/sipp",), "PATH")
    tree = fetch_packages(sipp, cache, progress, mirror)
    program = tree / "usr/bin/sipp"
    if not program.exists():
        raise FetchFailed(what=sipp.name, setting=sipp.setting, reason=str(program))
    return (*own_loader(tree), str(program))
