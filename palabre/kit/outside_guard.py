"""Which addresses on the network a subscriber may make us connect to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit

from palabre.kit.outside import HeaderWrong, UrlWrong

Address = IPv4Address | IPv6Address

_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052
_COMPATIBLE = IPv6Network("::/96")  # RFC 4291, 2.5.5.1
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_])?\.?|[0-9a-f:.]+", re.ASCII)
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, 5.6.2
_VALUE = re.compile(r"[^\x00-\x08\x0a-\x1f\x7f\ud800-\udfff]*")
_READY = "%/:?#[]@!$&'()*+,;=~"
"""What stands in a URL as it is; all else that is not a letter or digit is encoded (RFC 3986, 2.1)."""
OURS = frozenset(
    {"host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer", "expect"}
)
"""Headers that belong to the connection, not to who asks."""


@dataclass(frozen=True)
class Place:
    """A URL taken apart once, so that nothing later can read it differently."""

    secure: bool
    host: str
    port: int
    target: str

    @property
    def name(self) -> str:
        """Host and port as the Host header has them (RFC 9112, 3.2)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.secure else 80) else f"{host}:{self.port}"


def place_of(url: str) -> Place:
    """Where a URL leads. Raises UrlWrong."""
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode().lower()
    except (ValueError, UnicodeError):
        raise UrlWrong() from None
    secure = parts.scheme == "https"
    target = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_READY)
    wrong = parts.scheme not in ("http", "https") or "@" in parts.netloc or port == 0
    if wrong or not _HOST.fullmatch(host):
        raise UrlWrong()
    return Place(secure, host, port or (443 if secure else 80), target)


def check_header(name: str, value: str) -> None:
    """No header of the connection, no line break that would begin another one. Raises HeaderWrong."""
    ours = name.lower() in OURS or name.lower().startswith("proxy-")
    if ours or not _TOKEN.fullmatch(name) or not _VALUE.fullmatch(value):
        raise HeaderWrong(name=name[:80])


def is_forbidden(address: Address) -> bool:
    """Whether it is not an ordinary address of the public internet, in whatever form it is wrapped."""
    return any(
        not each.is_global or each.is_multicast or getattr(each, "is_site_local", False)
        for each in _unwrapped(address)
    )


def _unwrapped(address: Address) -> Iterator[Address]:
    """The address, and the IPv4 address that it stands for where a translator would send it on."""
    yield address
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and (address in _NAT64 or address in _COMPATIBLE):
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            yield inner


def read_address(text: str) -> Address:
    """An address as the resolver writes it, without the zone of a link-local one."""
    return ip_address(text.partition("%")[0])
