"""Reads the host's own apt configuration: where Debian's packages come from here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
GENERAL = ("stable", "testing", "unstable", "sid")


@dataclass(frozen=True)
class Source:
    """One line of an apt configuration."""

    address: str
    suites: tuple[str, ...]
    components: tuple[str, ...]
    signed_by: str = ""


def read_sources(apt: Path = Path("/etc/apt")) -> list[Source]:
    """All enabled sources of binary packages, in both of apt's notations."""
    folder = apt / "sources.list.d"
    found: list[Source] = []
    for file in (apt / "sources.list", *sorted(folder.glob("*.list"))):
        if file.is_file():
            found += one_line_sources(file.read_text())
    for file in sorted(folder.glob("*.sources")):
        found += stanza_sources(file.read_text())
    return found


def one_line_sources(text: str) -> Iterator[Source]:
    """Sources in the notation `deb [options] address suite component…`."""
    for line in text.splitlines():
        match = re.match(r"deb\s+(?:\[([^]]*)\]\s+)?(\S+)\s+(\S+)\s+([^#]+)", line.strip())
        if match:
            signed = re.search(r"signed-by=(\S+)", match[1] or "")
            yield Source(match[2], (match[3],), tuple(match[4].split()), signed[1] if signed else "")


def stanza_sources(text: str) -> Iterator[Source]:
    """Sources in the notation of stanzas (deb822)."""
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    for stanza in re.split(r"\n\s*\n", lines):
        fields = {
            match[1].lower(): match[2].strip()
            for match in re.finditer(r"^(\S+?):(.*(?:\n[ \t].*)*)", stanza, re.MULTILINE)
        }
        if "deb" not in fields.get("types", "").split() or fields.get("enabled", "yes").lower() == "no":
            continue
        signed = fields.get("signed-by", "")
        suites, components = fields.get("suites", "").split(), fields.get("components", "").split()
        for address in fields.get("uris", "").split():
            path = signed if signed.startswith("/") else ""
            yield Source(address, tuple(suites), tuple(components), path)


def debian_source(sources: list[Source], codename: str) -> Source | None:
    """The source that carries Debian itself, among those of others."""
    for source in sources:
        if "main" in source.components and {codename, *GENERAL} & set(source.suites):
            return source
    return None


def host(file: Path = Path("/etc/os-release")) -> tuple[str, str]:
    """The name of this system and of its release, such as `debian` and `bookworm`."""
    fields = (
        dict(re.findall(r'^(\w+)="?([^"\n]*)"?$', file.read_text(), re.MULTILINE)) if file.exists() else {}
    )
    return fields.get("ID", ""), fields.get("VERSION_CODENAME", "")


def line_for(suite: str, mirror: str | None) -> str | None:
    """The apt line that reaches `suite` by `mirror` or the host's own mirror; None if it has none."""
    name, codename = host()
    own = debian_source(read_sources(), codename) if name == "debian" else None
    address = mirror or (own.address if own else None)
    if address is None:
        return None
    keys = own.signed_by if own and own.signed_by else str(KEYRING) if KEYRING.exists() else ""
    return f"deb {f'[signed-by={keys}] ' if keys else ''}{address} {suite} main\n"
