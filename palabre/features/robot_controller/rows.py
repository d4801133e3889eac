"""What the job reads and writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID, uuid4

from palabre.features.robot_controller import facts
from palabre.features.robot_controller.decide import Entry, Rules, State
from palabre.kit.jobs import Desk

AT_ONCE = 50
"""So many entries of a company are looked at in one round: as many as one message holds."""

ROBOTS = "select * from robots where account_id = any($1)"
OPEN = """
    select * from (
        select *, row_number() over (partition by account_id
            order by claim is null, not at_once, due_at, id) turn
        from robot_entries e
        where claim is not null or state = 'tried' or (state = 'waiting' and due_at <= $1)
            or (state = 'waiting' and not exists (
                select from robots r where r.queue_id = e.queue_id and r.enabled))
    ) each where turn <= $2
"""
LOST_CALLS = """
    update robot_entries e set state = 'tried', why = 'failed'
    where state = 'calling' and client_call is not null and exists (
        select from calls c where c.account_id = e.account_id and c.id = e.client_call)
"""
ASKED = """
    with entry as (
        update robot_entries e set asked = null from robot_entries before
        where e.asked is not null and before.id = e.id returning before.*
    )
    select robot_note(entry::robot_entries, $1, 'robot_asked', jsonb_build_object('what', asked))
    from entry
"""
CHANGE = """
    with entry as (
        update robot_entries e set state = $3, claim = $4, claimed_at = $5, due_at = coalesce($6, e.due_at),
            attempts = coalesce($7, e.attempts), why = coalesce($8, e.why), closed_at = $9,
            client_call = null, at_once = e.at_once and $3 = 'calling'
        where id = $1 and state = $2 returning e.*
    )
    select robot_note(entry::robot_entries, $10, $11, jsonb_build_object('why', why, 'attempts', attempts,
        'state', state, 'claim', claim, 'due', due_at,
        'seconds', extract(epoch from $10::timestamptz - missed_at))) from entry
"""
FORGET_CLAIM = "update robot_entries set claim = null where id = $1"


@dataclass(frozen=True)
class Change:
    """What becomes of an entry that is in state `of`; what is None stays."""

    of: State
    state: str
    kind: str
    claim: UUID | None = None
    due: datetime | None = None
    attempts: int | None = None
    why: str | None = None


async def change(desk: Desk, entry: Entry, to: Change) -> bool:
    """Write it and its fact; False when the entry has changed meanwhile, and nothing was written."""
    now = desk.clock.now()
    values = (
        *(entry.id, to.of, to.state, to.claim, now if to.claim else None, to.due, to.attempts, to.why),
        *(now if to.kind == facts.ENDED else None, now, to.kind),
    )
    return bool(await desk.pool.fetch(CHANGE, *values))


async def claim(desk: Desk, entry: Entry) -> UUID | None:
    """The right to one attempt, which nobody else has; None when it is not to be had."""
    right = uuid4()
    won = await change(desk, entry, Change("waiting", "calling", facts.CLAIMED, claim=right))
    return right if won else None


def entry_of(row: Mapping[str, Any]) -> Entry:
    """An entry; one that is over but still has a claim is `removed`."""
    state = row["state"] if row["state"] in ("waiting", "calling", "tried") else "removed"
    return Entry(
        row["id"],
        row["queue_id"],
        row["number"],
        cast(State, state),
        row["due_at"],
        row["attempts"],
        row["why"],
        row["at_once"],
        row["claim"],
        row["claimed_at"],
    )


def rules_of(row: Mapping[str, Any]) -> Rules:
    """The rules of one queue's robot."""
    causes = {"busy": "busy", "no_answer": "no_answer", "failed": "failed"}
    pauses = {name: timedelta(seconds=row[f"{column}_seconds"]) for name, column in causes.items()}
    return Rules(row["queue_id"], row["calling_queue_id"], row["attempts"], pauses, row["enabled"])
