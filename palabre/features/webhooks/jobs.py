"""Sends events to webhooks, and forgets after a month what they have heard."""

from datetime import timedelta

from palabre.features.webhooks.deliver import deliver
from palabre.kit.jobs import Desk, Job, every

KEPT = timedelta(days=30)
FORGET = "delete from webhook_deliveries where created_at < $1 and state <> 'waiting'"


async def forget(desk: Desk) -> None:
    """Remove old deliveries from the log."""
    await desk.pool.execute(FORGET, desk.clock.now() - KEPT)


JOBS = [Job("webhooks", deliver), every("old deliveries", 6 * 3600, forget)]
