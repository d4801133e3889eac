"""Works off the outbox."""

import asyncio
import logging
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from palabre.features.mail.outbox import CHANNEL
from palabre.kit.audio_encode import to_mp3
from palabre.kit.errors import NotFound, PalabreError
from palabre.kit.jobs import Desk, alarm
from palabre.kit.mail import MailRefused, MailServer
from palabre.kit.patience import pause_after
from palabre.kit.vault import Folder

log = logging.getLogger(__name__)
AT_ONCE = 5
LONGEST_SLEEP = 30.0
DUE = """
    select * from mails where state = 'waiting' and due_at <= $1 order by due_at, id limit $2
"""
SOONEST = "select min(due_at) from mails where state = 'waiting'"
TRIED = """
    update mails set attempts = attempts + 1, state = $2, due_at = $3, error = $4, sent_at = $5,
        updated_at = $6
    where id = $1
"""
KEEP = "update mails set state = 'kept', error = 'no_mail_server', updated_at = $1 where state = 'waiting'"
TAKE_UP = """
    update mails set state = 'waiting', error = null, updated_at = $1
    where state = 'kept' and patience_until > $1
"""
GIVE_UP = """
    update mails set state = 'failed', updated_at = $1 where state = 'kept' and patience_until <= $1
"""
TYPES = {"mp3": ("audio", "mpeg"), "wav": ("audio", "wav")}


async def send_waiting(desk: Desk) -> None:
    """The job: with a server they are sent, without one they are kept and shown as such."""
    await desk.pool.execute(GIVE_UP, desk.clock.now())
    if desk.mail is not None:
        await desk.pool.execute(TAKE_UP, desk.clock.now())
    async with alarm(desk.bus, CHANNEL) as news:
        while True:
            busy = await _work_off(desk, desk.mail) if desk.mail else await _keep_all(desk)
            if not busy:
                await news.sleep(await _until_next(desk))


async def _keep_all(desk: Desk) -> bool:
    await desk.pool.execute(KEEP, desk.clock.now())
    return False


async def _work_off(desk: Desk, server: MailServer) -> bool:
    due = await desk.pool.fetch(DUE, desk.clock.now(), AT_ONCE)
    await asyncio.gather(*(_send(desk, server, dict(each)) for each in due))
    if due:
        for account in {each["account_id"] for each in due}:
            await desk.bus.publish(f"{CHANNEL}_sent", {"account": str(account)})
    return bool(due)


async def _send(desk: Desk, server: MailServer, row: dict[str, Any]) -> None:
    error, state = None, "sent"
    try:
        await server.send(await asyncio.to_thread(_written, desk, server, row))
    except PalabreError as trouble:
        error = str(trouble)[:300]
        hopeless = isinstance(trouble, MailRefused | NotFound) or desk.clock.now() >= row["patience_until"]
        state = "failed" if hopeless else "waiting"
        log.info("e-mail %s: %s", row["id"], error)
    now = desk.clock.now()
    due = now + pause_after(row["attempts"] + 1)
    await desk.pool.execute(TRIED, row["id"], state, due, error, now if state == "sent" else None, now)


def _written(desk: Desk, server: MailServer, row: dict[str, Any]) -> EmailMessage:
    """The e-mail; its id stays the same when it is tried again, so that readers see it once."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = server.sender, row["recipient"], row["subject"]
    mail["Date"] = format_datetime(row["created_at"])
    mail["Message-ID"] = f"<{row['id']}@{server.sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(row["text"])
    if row["attachment"]:
        sound = Folder(desk.home).read(row["attachment"])
        kind = row["attachment_as"]
        maintype, subtype = TYPES[kind]
        content = to_mp3(sound) if kind == "mp3" else sound
        name = f"{row['attachment_name']}.{kind}"
        mail.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
    return mail


async def _until_next(desk: Desk) -> float:
    soonest: datetime | None = await desk.pool.fetchval(SOONEST)
    if soonest is None or desk.mail is None:
        return LONGEST_SLEEP
    return min(max((soonest - desk.clock.now()).total_seconds(), 0.1), LONGEST_SLEEP)
