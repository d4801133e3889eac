"""Lets the facts of calls reach a test's database, by the way of real ones."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from palabre.calls.copier import Copier, Listener
from palabre.calls.facts import Fact
from palabre.calls.journal import Journal, Reader
from palabre.kit.db import Database


async def happened(
    db: Database, folder: Path, *calls: Sequence[Fact], listeners: Sequence[Listener] = ()
) -> None:
    """Let facts reach the database, and the features that listen to them."""
    journal = Journal(folder / "journal")
    reader = Reader(folder / "journal")
    for fact in (fact for call in calls for fact in call):
        journal.append(fact)
    journal.close()
    told_all = asyncio.Event()

    async def publish(*_: object) -> None:
        told_all.set()

    copying = asyncio.create_task(Copier(reader, db.pool, listeners, publish).run())
    await told_all.wait()
    copying.cancel()
