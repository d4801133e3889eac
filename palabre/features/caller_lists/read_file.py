"""Reads a file of numbers into a list, or says what would become of it."""

import asyncio
import csv
import io
import logging
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.caller_lists.entries import REFUSALS, read
from palabre.features.caller_lists.keep import (
    MOST_ENTRIES,
    Added,
    ListFull,
    add_entries,
    add_numbers,
    room_in,
    touch,
)
from palabre.features.caller_lists.models import CallerListImport
from palabre.features.caller_lists.schemas import ImportOut, LineProblemOut
from palabre.kit.clock import clock
from palabre.kit.db import Database, raw_of
from palabre.kit.errors import Language, PalabreError
from palabre.kit.security import Who

log = logging.getLogger(__name__)
BATCH = 10_000
PROBLEMS_SHOWN = 100
LONGEST_LINE = 10_000
SILENT_SECONDS = 120
"""A running import that has told nothing for so long was cut off."""


KNOWN = "select count(*) from caller_list_entries where list_id = $1 and value = any($2::text[])"


@dataclass(frozen=True)
class File:
    """What was uploaded, and how it is to be read: columns count from 0."""

    content: bytes
    column_index: int = 0
    comment_index: int | None = None
    include_first_line: bool = False
    expires_at: datetime | None = None

    @property
    def lines(self) -> int:
        """How many there are."""
        return self.content.count(b"\n") + (not self.content.endswith(b"\n") and self.content != b"")


@dataclass(frozen=True)
class Batch:
    """Some lines that were read: E.164 numbers, other entries, and what is wrong with the rest."""

    lines: int
    numbers: list[int] = field(default_factory=list)
    entries: list[Added] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many lines are good."""
        return len(self.numbers) + len(self.entries)


@dataclass(frozen=True)
class Work:
    """An import that was begun: by whom, in which country, and its row."""

    who: Who
    country: str
    told: CallerListImport


def batches(file: File, country: str) -> Iterator[Batch]:
    """The lines of a file, ten thousand at a time; empty ones count, but say nothing."""
    text = _decoded(file.content)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    batch, read_before = Batch(0), 0
    for row in _safely(rows):
        if rows.line_num > 1 or file.include_first_line:
            _take(row, rows.line_num, file, country, batch)
        if rows.line_num - read_before >= BATCH:
            yield replace(batch, lines=rows.line_num)
            batch, read_before = Batch(0), rows.line_num
    yield replace(batch, lines=rows.line_num)


def _take(row: list[str], line: int, file: File, country: str, batch: Batch) -> None:
    text = row[file.column_index].strip() if len(row) > file.column_index else ""
    if not text and not "".join(row).strip():
        return
    try:
        entry = read(text, country)
    except PalabreError as refusal:
        batch.problems.append({"line": line, "text": _shown(text), "code": refusal.code})
        return
    comment = _comment(row, file)
    if entry.number is not None and entry.number > 0 and comment is None:
        batch.numbers.append(entry.number)
    else:
        batch.entries.append((entry, file.expires_at, comment))


def _comment(row: list[str], file: File) -> str | None:
    if file.comment_index is None or len(row) <= file.comment_index:
        return None
    return _shown(row[file.comment_index].strip()) or None


def _shown(text: str) -> str:
    return "".join(each for each in text[:80] if each.isprintable())


def _safely(rows: Any) -> Iterator[list[str]]:
    """A line that no CSV file has (with a zero byte, or without an end) counts as one that is wrong."""
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield ["?"]


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """The separator that stands in the first line; spreadsheets of different countries use different ones."""
    first = text[:LONGEST_LINE].partition("\n")[0]
    return max((";", ",", "\t"), key=first.count)


async def run(db: Database, work: Work, file: File) -> None:
    """Read it all, batch by batch, each kept as soon as it is read; calls follow when it is through."""
    state = "failed"
    try:
        await _read_all(db, work, file)
        state = "done"
    except PalabreError as trouble:
        log.warning("the import %s ends early: %s", work.told.id, trouble)
    finally:
        async with db.session(work.who.account) as session:
            if (told := await session.get(CallerListImport, work.told.id)) is not None:
                told.state = state
            if not work.told.dry_run:
                await touch(session, work.told.list_id)


async def _ahead(reading: Iterator[Batch]) -> AsyncGenerator[Batch, None]:
    """Each batch; the next one is read while the database takes this one."""
    upcoming = asyncio.create_task(asyncio.to_thread(next, reading, None))
    try:
        while (batch := await upcoming) is not None:
            upcoming = asyncio.create_task(asyncio.to_thread(next, reading, None))
            yield batch
    finally:
        await asyncio.gather(upcoming, return_exceptions=True)


async def _read_all(db: Database, work: Work, file: File) -> None:
    seen: set[str] = set()
    async with db.session(work.who.account) as session:
        room = await room_in(session, work.told.list_id)
    async with aclosing(_ahead(batches(file, work.country))) as reading:
        async for batch in reading:
            if room < batch.size:
                raise ListFull(limit=MOST_ENTRIES)
            async with db.session(work.who.account) as session:
                dry = work.told.dry_run
                added = await (
                    _count_new(session, work, batch, seen) if dry else _add(session, work, batch, file)
                )
                await _tell(session, work, batch, added)
            room -= added


async def _add(session: AsyncSession, work: Work, batch: Batch, file: File) -> int:
    list_id, by = work.told.list_id, work.who.user
    added = await add_numbers(session, list_id, batch.numbers, file.expires_at, by) if batch.numbers else 0
    others = await add_entries(session, list_id, batch.entries, "import", by) if batch.entries else []
    return added + len(others)


async def _count_new(session: AsyncSession, work: Work, batch: Batch, seen: set[str]) -> int:
    fresh = {each[0].value for each in batch.entries} | {f"+{each}" for each in batch.numbers}
    fresh -= seen
    seen |= fresh
    known = await (await raw_of(session)).fetchval(KNOWN, work.told.list_id, list(fresh))
    return len(fresh) - int(known)


async def _tell(session: AsyncSession, work: Work, batch: Batch, added: int) -> None:
    told = await session.get(CallerListImport, work.told.id)
    if told is None:
        return
    told.lines = batch.lines
    told.added += added
    told.duplicates += batch.size - added
    told.invalid += len(batch.problems)
    told.problems = (told.problems + batch.problems)[:PROBLEMS_SHOWN]


def shown(row: CallerListImport, language: Language) -> ImportOut:
    """An import as clients see it."""
    silent = (clock.now() - row.updated_at).total_seconds() > SILENT_SECONDS
    problems = [
        LineProblemOut(**each, message=REFUSALS[each["code"]](text=each["text"]).text(language))
        for each in row.problems
    ]
    same = ImportOut.model_fields.keys() - {"problems", "state"}
    state = "failed" if row.state == "running" and silent else row.state
    return ImportOut.model_validate(
        {"problems": problems, "state": state, **{name: getattr(row, name) for name in same}}
    )
