"""As much of SIP as a measuring phone needs (RFC 3261), over sockets that tell when a message came."""

import asyncio
import hashlib
import re
import socket
import struct
from collections.abc import Callable
from secrets import token_hex

SO_TIMESTAMPNS = 35  # socket(7), not named by Python
SOUND = (
    "v=0\r\no=- 1 1 IN IP4 {ip}\r\ns=-\r\nc=IN IP4 {ip}\r\nt=0 0\r\n"
    "m=audio 9 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n"
)
Address = tuple[str, int]
Take = Callable[[str, float, Address], None]


class Wire:
    """A UDP socket; `take` gets each message, the kernel's time of its arrival, and where it came from."""

    def __init__(self, ip: str, port: int, take: Take) -> None:
        self.ip = ip
        self.take = take
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self._socket.setblocking(False)
        self._socket.bind((ip, port))
        self.port = int(self._socket.getsockname()[1])
        asyncio.get_running_loop().add_reader(self._socket, self._read)

    def close(self) -> None:
        """Stop listening, and free the port."""
        asyncio.get_running_loop().remove_reader(self._socket)
        self._socket.close()

    def send(self, message: str, to: Address) -> None:
        """One datagram."""
        self._socket.sendto(message.encode(), to)

    def _read(self) -> None:
        data, ancillary, _, sender = self._socket.recvmsg(65535, 128)
        seconds, nanoseconds = struct.unpack("qq", ancillary[0][2][:16])
        self.take(data.decode(errors="replace"), seconds + nanoseconds / 1e9, sender)


def header(message: str, name: str) -> str:
    """The first header of that name, empty when there is none."""
    found = re.search(rf"^{name}: *(.*?)\r?$", message, re.IGNORECASE | re.MULTILINE)
    return found[1] if found else ""


def request(method: str, uri: str, headers: dict[str, str], body: str = "") -> str:
    """A request; `headers` holds what varies."""
    lines = [f"{method} {uri} SIP/2.0", "Max-Forwards: 70"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return _complete(lines, body)


def caller_headers(wire: Wire, number: str, to: str, sequence: str) -> dict[str, str]:
    """The headers of a request in the call of the caller `number`, who sits on a wire."""
    place = f"{wire.ip}:{wire.port}"
    return {
        "Via": f"SIP/2.0/UDP {place};branch=z9hG4bK{token_hex(6)};rport",
        "From": f"<sip:+{number}@{place}>;tag={number}",
        "To": to,
        "Call-ID": f"{number}@{id(wire)}",
        "CSeq": sequence,
    }


def response(to: str, status: str, contact: str = "", body: str = "") -> str:
    """A response to a request, with the headers that must come back (RFC 3261 8.2.6.2)."""
    lines = [f"SIP/2.0 {status}"]
    vias = re.findall(r"^(Via: .*?)\r?$", to, re.MULTILINE)
    routes = re.findall(r"^(Record-Route: .*?)\r?$", to, re.MULTILINE)
    tag = "" if "tag=" in header(to, "To") else ";tag=bench"
    lines += [*vias, *routes, f"From: {header(to, 'From')}", f"To: {header(to, 'To')}{tag}"]
    lines += [f"Call-ID: {header(to, 'Call-ID')}", f"CSeq: {header(to, 'CSeq')}"]
    if contact:
        lines.append(f"Contact: {contact}")
    return _complete(lines, body)


def _complete(lines: list[str], body: str) -> str:
    if body:
        lines.append("Content-Type: application/sdp")
    return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", body])


def credentials(challenge: str, method: str, uri: str, user: str, password: str) -> str:
    """The value of the Authorization header that answers a challenge (RFC 7616, MD5, qop=auth)."""
    told = dict(re.findall(r'(\w+)="?([^",]*)"?', challenge))
    first, second = _md5(f"{user}:{told['realm']}:{password}"), _md5(f"{method}:{uri}")
    proof = _md5(f"{first}:{told['nonce']}:00000001:c:auth:{second}")
    words = {"username": user, "uri": uri, "response": proof, "cnonce": "c"}
    words |= {name: told[name] for name in ("realm", "nonce", "opaque") if name in told}
    quoted = ",".join(f'{name}="{word}"' for name, word in words.items())
    return f"Digest {quoted},algorithm=MD5,qop=auth,nc=00000001"


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


async def register(wire_of: Callable[[Take], Wire], user: str, domain: str, switch: Address) -> Wire:
    """Register a phone's socket; it then belongs to whoever asked for it."""
    answers: asyncio.Queue[str] = asyncio.Queue()

    def take(message: str, _: float, __: Address) -> None:
        """The switch may tell a phone of its lamp before it answers."""
        if message.startswith("SIP/2.0"):
            answers.put_nowait(message)

    wire = wire_of(take)
    uri, challenge, call = f"sip:{domain}", "", token_hex(8)
    for count in (1, 2):
        headers = {
            "Via": f"SIP/2.0/UDP {wire.ip}:{wire.port};branch=z9hG4bK{token_hex(6)};rport",
            "From": f"<sip:{user}@{domain}>;tag={call}",
            "To": f"<sip:{user}@{domain}>",
            "Call-ID": call,
            "CSeq": f"{count} REGISTER",
            "Contact": f"<sip:{user}@{wire.ip}:{wire.port}>",
            "Expires": "86400",
        }
        if challenge:
            headers["Authorization"] = credentials(challenge, "REGISTER", uri, user, "secret")
        wire.send(request("REGISTER", uri, headers), switch)
        async with asyncio.timeout(5):
            answer = await answers.get()
        challenge = header(answer, "WWW-Authenticate")
    if not answer.startswith("SIP/2.0 200"):
        raise RuntimeError(f"{user}@{domain} cannot register: {answer.splitlines()[0]}")
    return wire
