"""Sends what waits to the webhooks: to each in order and one at a time, to all of them side by side."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from palabre.features.webhooks.sign import signed
from palabre.kit.errors import PalabreError
from palabre.kit.jobs import Alarm, Desk, alarm
from palabre.kit.outside import Question
from palabre.kit.patience import pause_after

log = logging.getLogger(__name__)
CHANNEL = "webhooks"
"""Of the bus: something waits again that was given up."""
SECONDS = 10.0
AT_ONCE = 50
LONGEST_SLEEP = 30.0
MEANS_AWAY = frozenset({408, 425, 429})
"""Refusals that are not about what was sent; like all of 500 and above."""

DUE = """
    select id, account_id, url, secret, failures from webhooks w
    where enabled and coalesce(rests_until <= $1, true) and exists (
        select from webhook_deliveries where webhook_id = w.id and state = 'waiting' and due_at <= $1
    )
"""
NEXT = """
    select id, body, attempts, patience_until from webhook_deliveries
    where webhook_id = $1 and state = 'waiting' and due_at <= $2 order by position limit 1
"""
SOONEST = """
    select min(greatest(d.due_at, w.rests_until)) from webhooks w
    join lateral (
        select min(due_at) as due_at from webhook_deliveries where webhook_id = w.id and state = 'waiting'
    ) d on d.due_at is not null
    where w.enabled and not w.id = any($1)
"""
TRIED = """
    update webhook_deliveries set attempts = attempts + 1, state = $2, due_at = $3, status = $4, error = $5,
        ms = $6, delivered_at = $7, updated_at = $8
    where id = $1
"""
FARES = "update webhooks set failures = $2, rests_until = $3 where id = $1"


@dataclass(frozen=True)
class _Attempt:
    """What came of sending: `away` when the receiver is to blame rather than what was sent."""

    status: int | None
    error: str | None
    away: bool
    ms: int

    @property
    def good(self) -> bool:
        return self.error is None


class Deliveries:
    """The webhooks that something is being sent to at the moment."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._busy: dict[UUID, asyncio.Task[None]] = {}
        self._room = asyncio.Semaphore(AT_ONCE)

    async def run(self) -> None:
        """Send what is due until cancelled."""
        async with alarm(self._desk.bus, "facts", CHANNEL) as news, asyncio.TaskGroup() as tasks:
            while True:
                for webhook in await self._desk.pool.fetch(DUE, self._desk.clock.now()):
                    if webhook["id"] not in self._busy:
                        task = tasks.create_task(self._work_off(dict(webhook)))
                        self._busy[webhook["id"]] = task
                        task.add_done_callback(partial(self._done, webhook["id"], news))
                await news.sleep(await self._until_next())

    def _done(self, webhook: UUID, news: Alarm, _: object) -> None:
        """What came in between must not wait."""
        del self._busy[webhook]
        news.ring()

    async def _until_next(self) -> float:
        soonest: datetime | None = await self._desk.pool.fetchval(SOONEST, list(self._busy))
        if soonest is None:
            return LONGEST_SLEEP
        left = (soonest - self._desk.clock.now()).total_seconds()
        return min(max(left, 0.1), LONGEST_SLEEP)

    async def _work_off(self, webhook: dict[str, Any]) -> None:
        """Send to one webhook until nothing is due any more, or its receiver is away."""
        async with self._room:
            away = False
            while not away:
                delivery = await self._desk.pool.fetchrow(NEXT, webhook["id"], self._desk.clock.now())
                if delivery is None:
                    return
                attempt = await self._send(webhook, delivery)
                await self._note(webhook, delivery, attempt)
                away = attempt.away

    async def _send(self, webhook: dict[str, Any], delivery: Any) -> _Attempt:
        now = self._desk.clock.now()
        headers = signed(webhook["secret"], str(delivery["id"]), now, delivery["body"])
        kind = ("Content-Type", "application/json")
        question = Question("POST", webhook["url"], (kind, *headers), delivery["body"], SECONDS)
        began = asyncio.get_running_loop().time()
        status, error, away = None, None, False
        try:
            status = (await self._desk.outside.ask(question)).status
        except PalabreError as trouble:
            error, away = str(trouble)[:300], True
        else:
            if not 200 <= status < 300:
                error, away = f"HTTP {status}", status >= 500 or status in MEANS_AWAY
        return _Attempt(status, error, away, round((asyncio.get_running_loop().time() - began) * 1000))

    async def _note(self, webhook: dict[str, Any], delivery: Any, attempt: _Attempt) -> None:
        """In one transaction: what became of the delivery, and how its receiver fares."""
        now = self._desk.clock.now()
        failures = webhook["failures"] + 1 if attempt.away else 0
        async with self._desk.pool.acquire() as connection, connection.transaction():
            state, due = _next_state(delivery, attempt, now)
            told = now if attempt.good else None
            values = (state, due, attempt.status, attempt.error, attempt.ms, told, now)
            await connection.execute(TRIED, delivery["id"], *values)
            if failures or webhook["failures"]:
                rests = now + pause_after(failures) if failures else None
                await connection.execute(FARES, webhook["id"], failures, rests)
        webhook["failures"] = failures
        if not attempt.good:
            log.info("webhook %s: %s, delivery %s is %s", webhook["id"], attempt.error, delivery["id"], state)


def _next_state(delivery: Any, attempt: _Attempt, now: datetime) -> tuple[str, datetime]:
    """An away receiver hears of it first when it is back; a refused event waits longer each time."""
    if attempt.good:
        return "delivered", now
    if now >= delivery["patience_until"]:
        return "given_up", now
    return "waiting", now if attempt.away else now + pause_after(delivery["attempts"] + 1)


async def deliver(desk: Desk) -> None:
    """The job."""
    await Deliveries(desk).run()
