"""Looks over an installation, says what is wrong and how to mend it."""

import asyncio
import shutil
import socket
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.metadata import version

import asyncpg
from rich.console import Console

from palabre.kit.clock import clock
from palabre.kit.database_address import address
from palabre.kit.errors import LANGUAGES, PalabreError
from palabre.kit.speak import speak
from palabre.phone.bundle import find
from palabre.phone.engine.console import Console as SwitchConsole
from palabre.phone.engine.ports import is_free
from palabre.places import Places
from palabre.settings import Settings

LEAST_DISK = 2 * 1024**3
CLOCK_SKEW_SECONDS = 2.0


@dataclass(frozen=True)
class Finding:
    """One check: well or not, what was seen, and what to do about it (French, English)."""

    well: bool
    what: str
    seen: str
    mend_fr: str = ""
    mend_en: str = ""


Check = Callable[[Settings], Awaitable[list[Finding]]]


async def examine(settings: Settings, console: Console) -> int:
    """Run every check and print what was found; 0 when all is well, else 1."""
    bad = 0
    for check in CHECKS:
        try:
            findings = await check(settings)
        except (PalabreError, OSError, asyncpg.PostgresError, TimeoutError) as trouble:
            text = trouble.text("fr") if isinstance(trouble, PalabreError) else str(trouble)
            findings = [Finding(False, check.__name__.strip("_"), text)]
        for each in findings:
            bad += not each.well
            mark = "[green]✓[/]" if each.well else "[red]✗[/]"
            console.print(f"{mark} [bold]{each.what:<12}[/] {each.seen}")
            if not each.well and each.mend_fr:
                console.print(f"  → {each.mend_fr}\n  → [dim]{each.mend_en}[/]")
    return 1 if bad else 0


async def _versions(_: Settings) -> list[Finding]:
    python = ".".join(map(str, sys.version_info[:3]))
    well = sys.version_info >= (3, 11)
    mend = "Installez Python 3.11 ou plus récent.", "Install Python 3.11 or newer."
    return [Finding(well, "versions", f"Palabre {version('palabre')}, Python {python}", *mend)]


async def _disk(settings: Settings) -> list[Finding]:
    folder = settings.home
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    seen = f"{free / 1024**3:.1f} GiB · {folder}"
    mend = "Libérez de la place ou choisissez PALABRE_DATA ailleurs.", "Free some space or move PALABRE_DATA."
    return [Finding(free >= LEAST_DISK, "disk", seen, *mend)]


async def _ports(settings: Settings) -> list[Finding]:
    """Taken ports are right while Palabre runs, and wrong when it does not."""
    running = await _switch_answers(settings)
    wanted = [
        ("PALABRE_SIP_PORT", socket.SOCK_DGRAM, settings.sip_address, settings.sip_port),
        ("PALABRE_SIP_TLS_PORT", socket.SOCK_STREAM, settings.sip_address, settings.sip_tls_port),
        ("PALABRE_WEB_PORT", socket.SOCK_STREAM, settings.web_address, settings.web_port),
        ("PALABRE_SWITCH_HTTP_PORT", socket.SOCK_STREAM, "127.0.0.1", settings.switch_http_port),
    ]
    taken = [(name, port) for name, kind, place, port in wanted if not is_free(kind, place, port)]
    if running or not taken:
        return [Finding(True, "ports", ", ".join(str(port) for *_, port in wanted))]
    return [
        Finding(
            False,
            "ports",
            f"{port} est pris · is taken",
            f"Arrêtez l'autre programme, ou choisissez un autre port par {name}.",
            f"Stop the other program, or choose another port with {name}.",
        )
        for name, port in taken
    ]


async def _switch(settings: Settings) -> list[Finding]:
    engine = await asyncio.to_thread(find, settings.cache_home, settings.asterisk)
    found = Finding(True, "switch", f"Asterisk {engine.version}")
    if not await _switch_answers(settings):
        return [found, Finding(True, "switch", "n'est pas lancé · is not running (make run)")]
    console = SwitchConsole(Places(settings.home).control_socket)
    codecs = await console.run("core show codecs audio")
    missing = [each for each in ("ulaw", "alaw", "g722") if each not in codecs]
    mend = f"Codecs absents : {missing}", f"Codecs missing: {missing}"
    return [found, Finding(not missing, "codecs", "g722, alaw, ulaw", *mend)]


async def _switch_answers(settings: Settings) -> bool:
    try:
        await SwitchConsole(Places(settings.home).control_socket).run("core show version")
    except PalabreError:
        return False
    return True


async def _database(settings: Settings) -> list[Finding]:
    where = address(settings.home, settings.database_url)
    if where.socket is not None and not await asyncio.to_thread(where.socket.exists):
        return [Finding(True, "database", "intégrée, arrêtée · embedded, not running")]
    connection = await asyncpg.connect(**where.role("palabre_app"))
    try:
        server = await connection.fetchval("show server_version")
        skew = abs(
            await connection.fetchval("select extract(epoch from clock_timestamp())::float8")
            - clock.now().timestamp()
        )
    finally:
        await connection.close()
    kind = "intégrée · embedded" if where.embedded else "externe · external"
    mend = "Réglez l'heure des deux machines (NTP).", "Set the time of both machines (NTP)."
    return [
        Finding(True, "database", f"PostgreSQL {server}, {kind}"),
        Finding(skew < CLOCK_SKEW_SECONDS, "clock", f"{skew:.1f} s", *mend),
    ]


async def _speech(settings: Settings) -> list[Finding]:
    folder = Places(settings.home).spoken
    for language in LANGUAGES:
        await speak("Palabre.", language, folder)
    return [Finding(True, "speech", "SVOX Pico : fr, en")]


CHECKS: tuple[Check, ...] = (_versions, _disk, _ports, _switch, _database, _speech)
