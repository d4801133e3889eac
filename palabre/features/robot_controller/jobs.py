"""Calls lost callers back: every second it looks who is due, and orders the calls.

The right to an attempt is written before the order. The calls use it once, so the order can be repeated
until the result is there, whoever is killed meanwhile.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from palabre.calls.control import ask
from palabre.features import hours
from palabre.features.robot_controller import facts
from palabre.features.robot_controller.decide import (
    SHORT_PAUSE,
    Action,
    Again,
    Call,
    Drop,
    Entry,
    GiveUp,
    Remind,
    Seen,
    decide,
)
from palabre.features.robot_controller.rows import (
    ASKED,
    AT_ONCE,
    FORGET_CLAIM,
    LOST_CALLS,
    OPEN,
    ROBOTS,
    Change,
    change,
    claim,
    entry_of,
    rules_of,
)
from palabre.kit.errors import PalabreError
from palabre.kit.jobs import Desk, every

ROUND_SECONDS = 1.0
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Round:
    """One company's share of a round: its robots by queue, and the entries that are due."""

    account: UUID
    robots: Mapping[UUID, Row]
    entries: Mapping[UUID, Row]


async def go_round(desk: Desk) -> None:
    """Do what is due."""
    await desk.pool.fetch(ASKED, desk.clock.now())
    await desk.pool.execute(LOST_CALLS)
    found: dict[UUID, dict[UUID, Row]] = defaultdict(dict)
    for row in await desk.pool.fetch(OPEN, desk.clock.now(), AT_ONCE):
        found[row["account_id"]][row["id"]] = row
    robots: dict[UUID, dict[UUID, Row]] = defaultdict(dict)
    for row in await desk.pool.fetch(ROBOTS, list(found)) if found else ():
        robots[row["account_id"]][row["queue_id"]] = row
    for account, entries in found.items():
        await _company(desk, Round(account, robots[account], entries))


async def _company(desk: Desk, of: Round) -> None:
    try:
        seen = await _look(desk, of)
        rules = {queue: rules_of(row) for queue, row in of.robots.items()}
        entries = [entry_of(row) for row in of.entries.values()]
        for action in decide(entries, rules, seen, desk.clock.now()):
            await _act(desk, of, action)
    except PalabreError:
        return  # the calls are away: nothing is lost, the next round does it


async def _look(desk: Desk, of: Round) -> Seen:
    calling = {str(row["calling_queue_id"]) for row in of.robots.values()}
    numbers = [row["number"] for row in of.entries.values() if row["state"] == "waiting"]
    seen = await ask(desk.bus, of.account, "robot_look", queues=sorted(calling), numbers=numbers)
    free = {UUID(queue): count for queue, count in seen["free"].items()}
    return Seen(free, frozenset(seen["talking"]), await _open(desk, of))


async def _open(desk: Desk, of: Round) -> frozenset[UUID]:
    schedules = await hours.Schedules.load(desk.pool, [of.account])
    known, now = schedules[of.account].by_id, desk.clock.now()
    return frozenset(
        queue
        for queue, row in of.robots.items()
        if row["schedule_id"] not in known or known[row["schedule_id"]].state(now).open
    )


async def _act(desk: Desk, of: Round, action: Action) -> None:
    entry = action.entry
    match action:
        case Call():
            right = await claim(desk, entry)
            if right is not None:
                await _order(desk, of, entry, right)
        case Remind():
            if entry.claim is not None:
                await _order(desk, of, entry, entry.claim)
        case Again(due=due, attempts=attempts):
            await change(desk, entry, Change("tried", "waiting", facts.AGAIN, due=due, attempts=attempts))
        case GiveUp(why=why, attempts=attempts):
            ended = Change(entry.state, "given_up", facts.ENDED, attempts=attempts, why=why)
            await change(desk, entry, ended)
        case Drop():
            await _drop(desk, of, entry)


async def _order(desk: Desk, of: Round, entry: Entry, right: UUID) -> None:
    """Ask the calls to begin, once more if need be; a refusal ends the attempt."""
    row, robot = of.entries[entry.id], of.robots[entry.queue]
    body = {
        "entry": str(entry.id),
        "claim": str(right),
        "queue": str(robot["calling_queue_id"]),
        "number": entry.number,
        "called": row["called"],
        "client_first": robot["client_first"],
        "notice_id": str(robot["notice_id"]) if robot["notice_id"] else None,
        "notice_text": robot["notice_text"],
    }
    state = (await ask(desk.bus, of.account, "robot_call", **body))["state"]
    if state in ("forbidden", "own_number"):
        await change(desk, entry, Change("calling", "given_up", facts.ENDED, why=state))
    elif state == "talking":
        due = desk.clock.now() + SHORT_PAUSE
        await change(desk, entry, Change("calling", "waiting", facts.AGAIN, due=due, why=state))


async def _drop(desk: Desk, of: Round, entry: Entry) -> None:
    """Who stands in line for an entry leaves it; one whose client is being called goes on."""
    robot = of.robots.get(entry.queue)
    if robot is not None and entry.claim is not None:
        body = {"claim": str(entry.claim), "queue": str(robot["calling_queue_id"])}
        dropped = (await ask(desk.bus, of.account, "robot_drop", **body))["dropped"]
        if entry.state == "calling" and not dropped:
            return
    if entry.state == "calling":
        await change(desk, entry, Change("calling", "waiting", facts.AGAIN, why="dropped"))
    else:
        await desk.pool.execute(FORGET_CLAIM, entry.id)


JOBS = [every("robot controller", ROUND_SECONDS, go_round)]
