"""SIP messages as the other side sent them, for tests that look at headers."""

from __future__ import annotations

import re
from dataclasses import dataclass

COMPACT = {
    "f": "from",
    "t": "to",
    "m": "contact",
    "i": "call-id",
    "v": "via",
    "r": "refer-to",
    "b": "referred-by",
}
NAME_AND_ADDRESS = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|([^<"]*?))\s*<([^>]*)>(.*)', re.DOTALL)


@dataclass(frozen=True)
class Address:
    """A name and a SIP address, as in From, To or P-Asserted-Identity."""

    name: str
    uri: str
    parameters: str = ""

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read `"Name" <sip:user@host>;tag=…` or a bare address (RFC 3261, 20.10)."""
        if found := NAME_AND_ADDRESS.match(text):
            quoted, plain, uri, rest = found.groups()
            name = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else plain.strip()
            return cls(name, uri.strip(), rest.strip().lstrip(";"))
        uri, _, rest = text.strip().partition(";")
        return cls("", uri, rest)

    @property
    def number(self) -> str:
        """The user part: what a phone shows as the number."""
        user, at, _ = self.uri.partition(":")[2].rpartition("@")
        return user.partition(";")[0] if at else ""


@dataclass(frozen=True)
class Message:
    """One request or response: its first line, its headers in order, its body."""

    first_line: str
    headers: tuple[tuple[str, str], ...]
    body: str = ""

    @classmethod
    def parse(cls, text: str) -> Message:
        """Read a message as received."""
        head, _, body = text.replace("\r\n", "\n").partition("\n\n")
        first, *lines = re.sub(r"\n[ \t]+", " ", head).split("\n")
        pairs = (line.partition(":") for line in lines if ":" in line)
        return cls(first, tuple((name.strip(), value.strip()) for name, _, value in pairs), body)

    @property
    def method(self) -> str:
        """The request's method, or empty for a response."""
        return "" if self.first_line.startswith("SIP/") else self.first_line.split(" ")[0]

    @property
    def code(self) -> int:
        """The response's status, or 0 for a request."""
        return int(self.first_line.split(" ")[1]) if self.first_line.startswith("SIP/") else 0

    def all(self, name: str) -> list[str]:
        """Every value of a header, by its long name in any case."""
        wanted = name.lower()
        return [value for key, value in self.headers if COMPACT.get(key.lower(), key.lower()) == wanted]

    def get(self, name: str) -> str | None:
        """The first value of a header, or None."""
        return next(iter(self.all(name)), None)

    def address(self, name: str) -> Address | None:
        """The first value of a header read as a name and an address, or None."""
        value = self.get(name)
        return Address.parse(value) if value else None

    @property
    def cause(self) -> int | None:
        """The Q.850 cause of the Reason header (RFC 3326), or None."""
        for value in self.all("reason"):
            if found := re.match(r"q\.850\s*;.*?cause\s*=\s*(\d+)", value, re.IGNORECASE):
                return int(found[1])
        return None
