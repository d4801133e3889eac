"""Makes what changes in the database count at the switch."""

import hashlib
import re

from palabre.phone.engine.console import Console
from palabre.phone.engine.rest import Rest


class Devices:
    """The devices and trunks that one switch has read and keeps in memory."""

    def __init__(self, console: Console, rest: Rest) -> None:
        self.console = console
        self.rest = rest

    async def changed(self, endpoint: str) -> None:
        """Read a device or trunk anew; if its login is another one or gone, forget where it was reached.

        Takes effect before it returns. Raises SwitchAway.
        """
        before = await self.console.run(f"pjsip show auth {endpoint}")
        reached = await self.console.run(f"pjsip show aor {endpoint}")
        await self.console.expire_device(endpoint)
        if await self.console.run(f"pjsip show auth {endpoint}") != before:
            for contact in contacts_in(reached):
                digest = hashlib.md5(contact.encode(), usedforsecurity=False).hexdigest()
                await self.rest.drop("contact", f"{endpoint};@{digest}")


def contacts_in(told: str) -> list[str]:
    """The addresses in what the console prints about a device."""
    found = re.search(r"^ *contact +: (\S+) *$", told, re.MULTILINE)
    return found[1].split(",") if found else []
