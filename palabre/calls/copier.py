"""Copies facts from the journal into the database, in batches, each exactly once."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

import asyncpg
import msgspec

from palabre.calls.facts import BESIDE_CALLS, Fact
from palabre.calls.journal import Place, Reader
from palabre.calls.summary import Summary, fold
from palabre.kit.pool import AWAY

log = logging.getLogger(__name__)
BATCH_SECONDS = 0.25
RETRY_SECONDS = 0.5
REFUSED = (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError, asyncpg.ProgramLimitExceededError)
"""What a fact itself is to blame for; all other trouble of the database is waited out."""

FACTS = """
    insert into facts (account_id, call_id, seq, at, kind, data)
    select account, call, seq, at, kind, data from jsonb_to_recordset($1::jsonb)
        as fact (account uuid, call uuid, seq int, at timestamptz, kind text, data jsonb)
    on conflict do nothing
"""
"""One value for a whole batch: as six arrays of columns its facts cost us more than all else about them."""
ENDED = """
    with over as (delete from live_calls where call_id = any($2))
    insert into calls (account_id, id, started_at, answered_at, ended_at, direction, caller, caller_name,
        called, outcome, cause, duration_ms, talk_ms, scenario_id, scenario_version, facts, keys, rang, tags)
    select account, call, started_at, answered_at, ended_at, direction, caller, caller_name,
        called, outcome, cause, round(extract(epoch from ended_at - started_at) * 1000), talk_ms,
        scenario, version, facts, keys, rang, nullif(tags, '{}')
    from jsonb_to_recordset($1::jsonb) as ended (account uuid, call uuid, started_at timestamptz,
        answered_at timestamptz, ended_at timestamptz, direction text, caller text, caller_name text,
        called text, outcome text, cause int, talk_ms int, scenario uuid, version int, facts int,
        keys text[], rang text[], tags text[])
    on conflict do nothing
"""
LIVE = """
    insert into live_calls (account_id, call_id, state, updated_at)
    select (state->>'account')::uuid, (state->>'call')::uuid, state, (state->>'started_at')::timestamptz
    from jsonb_array_elements($1::jsonb) state
    on conflict (call_id) do update set state = excluded.state, updated_at = excluded.updated_at
"""


class Writer(Protocol):
    """A connection in a transaction, as far as writing goes."""

    async def execute(self, query: str, *values: Any) -> Any:
        """Run a statement."""
        ...


Listener = Callable[[Writer, list[Fact]], Awaitable[None]]
Publish = Callable[[str, dict[str, Any]], Awaitable[None]]


class Copier:
    """Follows the journal. `listeners` write in the same transaction; `publish` tells the bus after it."""

    def __init__(
        self,
        reader: Reader,
        pool: "asyncpg.Pool[asyncpg.Record]",
        listeners: Sequence[Listener],
        publish: Publish,
    ) -> None:
        self._reader = reader
        self._pool = pool
        self._listeners = listeners
        self._publish = publish
        self.summaries: dict[UUID, Summary] = {}

    async def run(self) -> None:
        """Copy until cancelled; an absent database is waited for, and nothing is lost meanwhile."""
        while True:
            facts, place = self._reader.batch()
            if not facts:
                if place > self._reader.place:
                    self._reader.remember(place)
                await asyncio.sleep(BATCH_SECONDS)
                continue
            try:
                await self._copy_or_sort_out(facts, place)
            except (*AWAY, asyncpg.PostgresError) as away:
                log.warning("the database is away, %d facts wait: %r", len(facts), away)
                await asyncio.sleep(RETRY_SECONDS)

    async def _copy_or_sort_out(self, facts: list[Fact], place: Place) -> None:
        try:
            await self._copy(facts, place)
        except REFUSED as refusal:
            log.warning("a batch is refused, its facts go in one by one: %s", refusal)
            await self._one_by_one(facts, place)

    async def _copy(self, facts: list[Fact], place: Place) -> None:
        of_calls = [each for each in facts if not each.kind.startswith(BESIDE_CALLS)]
        changed = {each.call: self.summaries.get(each.call) for each in of_calls}
        folded = {call: _copied(summary) for call, summary in changed.items()}
        for fact in of_calls:
            folded[fact.call] = fold(folded[fact.call], fact)
        summaries = [each for each in folded.values() if each is not None]
        async with self._pool.acquire() as connection, connection.transaction():
            await _write(connection, facts, summaries)
            for listener in self._listeners:
                await listener(connection, facts)
        self._reader.remember(place)
        self._settle(summaries)
        for account in {each.account for each in summaries}:
            calls = [str(each.call) for each in summaries if each.account == account]
            await self._publish("facts", {"account": str(account), "calls": calls[:100]})

    def _settle(self, summaries: list[Summary]) -> None:
        for each in summaries:
            if each.ended_at is None:
                self.summaries[each.call] = each
            else:
                self.summaries.pop(each.call, None)

    async def _one_by_one(self, facts: list[Fact], place: Place) -> None:
        """A fact that the database will never take is put aside, so that it does not hold up the others."""
        for fact in facts:
            try:
                await self._copy([fact], self._reader.place)
            except REFUSED as refusal:
                log.error("fact %s/%d is put aside: %s", fact.call, fact.seq, refusal)
                put_aside(self._reader.folder / "refused", fact)
        self._reader.remember(place)


def _copied(summary: Summary | None) -> Summary | None:
    return None if summary is None else msgspec.structs.replace(summary)


def put_aside(file: Path, fact: Fact) -> None:
    """Keep a fact where a person can look at it."""
    with file.open("ab") as out:
        out.write(msgspec.json.encode(fact) + b"\n")


async def _write(connection: Writer, facts: list[Fact], summaries: list[Summary]) -> None:
    await connection.execute(FACTS, facts)
    ended = [each for each in summaries if each.ended_at is not None]
    living = [each for each in summaries if each.ended_at is None]
    if ended:
        await connection.execute(ENDED, ended, [each.call for each in ended])
    if living:
        await connection.execute(LIVE, living)
