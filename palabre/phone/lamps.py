"""The message-waiting lamps of phones (RFC 3842)."""

from collections.abc import Awaitable, Callable
from typing import Any

Ask = Callable[[str, str, dict[str, Any]], Awaitable[str]]


async def light(ask: Ask, endpoint: str, new: int, old: int) -> None:
    """Through a line of dialplan: Debian's switch has no request for it. Each device has a box of its own."""
    told = {"LAMP": endpoint, "LAMP_NEW": str(new), "LAMP_OLD": str(old)}
    line = {
        "endpoint": "Local/lamp@palabre-lamp/n",
        "context": "palabre-lamp",
        "extension": "h",
        "priority": 1,
    }
    await ask("POST", "channels", line | {"variables": told})
