"""Sends the e-mails that wait, and forgets after a month those that went."""

from datetime import timedelta

from palabre.features.mail.send import send_waiting
from palabre.kit.jobs import Desk, Job, every

KEPT = timedelta(days=30)
FORGET = "delete from mails where created_at < $1 and state in ('sent', 'failed')"


async def forget(desk: Desk) -> None:
    """Remove old e-mails from the log."""
    await desk.pool.execute(FORGET, desk.clock.now() - KEPT)


JOBS = [Job("mails", send_waiting), every("old mails", 6 * 3600, forget)]
