"""Shuts out addresses that guess passwords, and lets them in again."""

import asyncio
import logging
import os
from pathlib import Path

from palabre.kit.clock import clock
from palabre.phone.engine.console import Console, SwitchAway
from palabre.phone.engine.guesses import Guesses, failed_login
from palabre.phone.engine.rest import Rest
from palabre.phone.engine.settings import Brake

log = logging.getLogger(__name__)
LOOK_EVERY = 0.25  # seconds
LOG_LIMIT = 5_000_000  # bytes


class Tail:
    """Reads what is added to a log, and empties the log when it grows large."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.place = file.stat().st_size if file.exists() else 0
        self.rest = b""

    def lines(self) -> list[str]:
        """The whole lines added since the last look."""
        if not self.file.exists():
            return []
        with self.file.open("rb") as log_file:
            if os.fstat(log_file.fileno()).st_size < self.place:
                self.place = 0
            log_file.seek(self.place)
            *whole, self.rest = (self.rest + log_file.read()).split(b"\n")
            self.place = log_file.tell()
        if self.place > LOG_LIMIT:
            os.truncate(self.file, 0)
        return [line.decode(errors="replace") for line in whole]


class Guard:
    """Watches the security log of one switch."""

    def __init__(self, brake: Brake, security_log: Path, console: Console, rest: Rest) -> None:
        self.guesses = Guesses(brake)
        self.tail = Tail(security_log)
        self.console = console
        self.rest = rest

    async def run(self) -> None:
        """Look for ever."""
        while True:
            try:
                await self.look()
            except SwitchAway:
                log.info("the switch is away; guessers are looked for when it is back")
            await asyncio.sleep(LOOK_EVERY)

    async def look(self) -> None:
        """Take in what the log says, shut out who guesses, let in whose time is over."""
        now = clock.now().timestamp()
        for line in self.tail.lines():
            address = failed_login(line)
            if address and self.guesses.failed(address, now):
                await self.shut_out(address)
        for address in self.guesses.pardoned(now):
            log.info("%s is let in again", address)
            await self.rest.drop("acl", rule(address))

    async def shut_out(self, address: str) -> None:
        """Refuse all from an address; not while the database is away, when right passwords fail too."""
        if "Connected" not in await self.console.run("realtime show pgsql status"):
            self.guesses.banned.pop(address, None)
            return
        log.warning("%s guesses passwords: shut out for %d seconds", address, self.guesses.brake.ban)
        await self.deny(address)

    async def deny(self, address: str) -> None:
        """Lay down the rule. The switch answers 500, as it cannot print rules; it obeys all the same."""
        await self.rest.push("acl", rule(address), {"deny": address})

    async def restore(self) -> None:
        """Lay the rules down again after the switch has lost its memory."""
        for address in list(self.guesses.banned):  # the look goes on meanwhile
            await self.deny(address)


def rule(address: str) -> str:
    """The name of the rule that shuts an address out."""
    return f"guesser-{address}"
