"""The switch's own console, spoken to over its control socket."""

import asyncio
from pathlib import Path

from palabre.kit.errors import PalabreError

ANSWER_WITHIN = 10.0  # seconds


class SwitchAway(PalabreError):
    """The switch does not answer: it is starting, stopping or dead."""

    code, status = "switch_away", 503
    fr = "Le commutateur ne répond pas. Réessayez dans un instant."
    en = "The switch does not answer. Try again in a moment."


class Console:
    """Sends console commands, one connection each."""

    def __init__(self, socket: Path) -> None:
        self.socket = socket

    async def run(self, command: str) -> str:
        """What the switch prints for a command. Raises SwitchAway."""
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                return await self.exchange(command)
        except (OSError, TimeoutError) as trouble:
            raise SwitchAway from trouble

    async def exchange(self, command: str) -> str:
        """Open the socket, read the greeting line, ask, and read up to the switch's hanging up."""
        reader, writer = await asyncio.open_unix_connection(self.socket)
        try:
            await reader.readline()
            writer.write(b"cli quit after " + command.encode() + b"\0")
            await writer.drain()
            answer = await reader.read()
        finally:
            writer.close()
        return answer.replace(b"\0", b"").decode(errors="replace")

    async def expire_device(self, endpoint: str) -> None:
        """Make a changed device or trunk count at once: the switch reads it anew when it next needs it."""
        for kind in ("endpoint", "auth", "aor"):
            await self.run(f"sorcery memory cache expire res_pjsip/{kind} {endpoint}")

    async def expire_all(self) -> None:
        """Make the switch read every device and trunk anew, after changes may have been missed."""
        for kind in ("endpoint", "auth", "aor"):
            await self.run(f"sorcery memory cache expire res_pjsip/{kind}")

    async def trim_memory(self) -> None:
        """Give memory of finished calls back to the machine: the C library keeps it otherwise."""
        await self.run("malloc trim")
