"""Teaches the switch lists of sounds: it plays music by the name of a list that its configuration holds."""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from palabre.kit.errors import PalabreError
from palabre.phone.port import Sound

Ask = Callable[..., Awaitable[Any]]
STOCK = "default"
MODULE = "asterisk/modules/res_musiconhold.so"


class Music:
    """The lists taught so far: one file each in `folder`, which the switch's musiconhold.conf includes."""

    def __init__(self, folder: Path, ask: Ask) -> None:
        self._folder = folder
        self._ask = ask
        self._known: set[str] = set()

    def forget(self) -> None:
        """The switch is a new one and knows none."""
        self._known.clear()

    async def name_of(self, sounds: Sequence[Sound]) -> str:
        """The name under which the switch knows this list, after telling it if need be.

        Requests are carried out in order: who finds the name known may use it before the answer has come.
        """
        if not sounds:
            return STOCK
        entries = [str(each.file.with_suffix("")).replace(";", "\\;") for each in sounds]
        name = hashlib.sha256("\0".join(entries).encode()).hexdigest()[:32]
        if name not in self._known:
            self._known.add(name)
            lines = [f"[{name}]", "mode=playlist", *(f"entry={each}" for each in entries), ""]
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / f"{name}.conf").write_text("\n".join(lines))
            try:
                await self._ask("PUT", MODULE)
            except PalabreError:
                self._known.discard(name)
                raise
        return name
