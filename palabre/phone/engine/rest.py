"""Single requests to the switch's loopback HTTP port, for what the process around it needs."""

import asyncio
import base64
import json
from urllib.parse import quote

from palabre.phone.engine.console import SwitchAway
from palabre.phone.engine.settings import SwitchSettings

ANSWER_WITHIN = 5.0  # seconds
DYNAMIC = "asterisk/config/dynamic/res_pjsip"


class Rest:
    """Requests below `/ari/`, one connection each."""

    def __init__(self, port: int, password: str) -> None:
        self.port = port
        self.authorization = base64.b64encode(f"palabre:{password}".encode()).decode()

    @classmethod
    def of(cls, settings: SwitchSettings) -> "Rest":
        """The door of a switch whose configuration has been written."""
        return cls(settings.http_port, settings.password_file.read_text())

    async def ask(self, method: str, path: str, body: object = None) -> tuple[int, bytes]:
        """Status and content of an answer. Raises SwitchAway."""
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                return await self.exchange(method, path, body)
        except (OSError, EOFError, ValueError, IndexError) as trouble:
            raise SwitchAway from trouble

    async def exchange(self, method: str, path: str, body: object) -> tuple[int, bytes]:
        """One request on a connection of its own (RFC 9112)."""
        content = b"" if body is None else json.dumps(body).encode()
        head = (
            f"{method} /ari/{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
            f"Authorization: Basic {self.authorization}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
        )
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(head.encode() + content)
            await writer.drain()
            status = int((await reader.readuntil(b"\r\n")).split()[1])
            await reader.readuntil(b"\r\n\r\n")
            return status, await reader.read()
        finally:
            writer.close()

    async def ready(self) -> bool:
        """Whether the switch has fully started: before, it answers 503."""
        try:
            status, _ = await self.ask("GET", "asterisk/ping")
        except SwitchAway:
            return False
        return status == 200

    async def push(self, kind: str, name: str, fields: dict[str, str]) -> int:
        """Lay an object into the switch's memory; it lasts until `drop` or a restart."""
        listed = [{"attribute": attribute, "value": value} for attribute, value in fields.items()]
        status, _ = await self.ask("PUT", f"{DYNAMIC}/{kind}/{quote(name, safe='')}", {"fields": listed})
        return status

    async def drop(self, kind: str, name: str) -> int:
        """Take an object out of the switch's memory."""
        status, _ = await self.ask("DELETE", f"{DYNAMIC}/{kind}/{quote(name, safe='')}")
        return status
