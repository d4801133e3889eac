"""Works off the outbox."""

import asyncio
import logging
from datetime import datetime
from typing import Any

from palabre.features.sms.provider import Outgoing, Provider, SmsRefused, provider
from palabre.kit.errors import PalabreError
from palabre.kit.jobs import Desk, alarm
from palabre.kit.patience import pause_after

log = logging.getLogger(__name__)
AT_ONCE = 20
LONGEST_SLEEP = 30.0
DUE = """
    select id, sender, recipient, text, attempts, patience_until from sms_messages
    where state = 'waiting' and due_at <= $1 order by due_at, id limit $2
"""
SOONEST = "select min(due_at) from sms_messages where state = 'waiting'"
TRIED = """
    update sms_messages set attempts = attempts + 1, provider = $2, state = $3, due_at = $4, provider_id = $5,
        error = $6, sent_at = $7, updated_at = $8
    where id = $1
"""


class Sending:
    """Sends what waits through one provider."""

    def __init__(self, chosen: Provider) -> None:
        self._provider = chosen

    async def run(self, desk: Desk) -> None:
        """Send what is due until cancelled."""
        async with alarm(desk.bus, "facts") as news:
            while True:
                due = await desk.pool.fetch(DUE, desk.clock.now(), AT_ONCE)
                await asyncio.gather(*(self._send(desk, dict(each)) for each in due))
                if not due:
                    await news.sleep(await _until_next(desk))

    async def _send(self, desk: Desk, row: dict[str, Any]) -> None:
        message = Outgoing(row["id"], row["sender"], row["recipient"], row["text"])
        number, error, state = None, None, "sent"
        try:
            number = await self._provider.send(message, desk.outside)
        except PalabreError as trouble:
            error = str(trouble)[:300]
            hopeless = isinstance(trouble, SmsRefused) or desk.clock.now() >= row["patience_until"]
            state = "failed" if hopeless else "waiting"
            log.info("text message %s: %s", row["id"], error)
        now = desk.clock.now()
        due = now + pause_after(row["attempts"] + 1)
        sent = now if state == "sent" else None
        await desk.pool.execute(TRIED, row["id"], desk.sms_provider, state, due, number, error, sent, now)


async def _until_next(desk: Desk) -> float:
    soonest: datetime | None = await desk.pool.fetchval(SOONEST)
    if soonest is None:
        return LONGEST_SLEEP
    return min(max((soonest - desk.clock.now()).total_seconds(), 0.1), LONGEST_SLEEP)


async def send_waiting(desk: Desk) -> None:
    """The job, with the provider that the installation has chosen."""
    await Sending(provider(desk.sms_provider)).run(desk)
