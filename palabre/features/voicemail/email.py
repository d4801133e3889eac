"""Tells by e-mail of each new message, with its sound, once its caller has hung up."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from palabre.features import mail, numbers
from palabre.features.voicemail.lamps import CHANNEL
from palabre.kit.errors import Language
from palabre.kit.jobs import Desk, alarm
from palabre.routing.aloud import MONTHS

LONGEST_SLEEP = 60.0
NEW = """
    select m.id, m.account_id, m.caller, m.caller_name, m.received_at, m.seconds, m.file, m.urgent, b.name,
        b.emails, b.email_audio, coalesce(b.language, a.language) as language, a.time_zone, a.country
    from messages m
    join mailboxes b on b.account_id = m.account_id and b.id = m.mailbox_id
    join accounts a on a.id = m.account_id
    where m.to_email and not exists (select from live_calls c where c.call_id = m.call_id)
    order by m.received_at limit 100 for update of m skip locked
"""
TOLD = "update messages set to_email = false where id = $1"
HEARD = """
    with gone as (
        update mails set settled = true where state = 'sent' and not settled and about is not null
        returning about
    )
    update messages m set heard_at = $1, changed_at = $1, updated_at = $1
    from mailboxes b
    where m.id in (select about from gone) and m.heard_at is null
        and b.account_id = m.account_id and b.id = m.mailbox_id and b.email_marks_heard
    returning m.account_id
"""


async def tell_by_email(desk: Desk) -> None:
    """The job."""
    async with alarm(desk.bus, "facts", f"{mail.CHANNEL}_sent", CHANNEL) as news:
        while True:
            while await _write(desk):
                await desk.bus.publish(mail.CHANNEL, {})
            for row in await desk.pool.fetch(HEARD, desk.clock.now()):
                await desk.bus.publish(CHANNEL, {"account": str(row["account_id"])})
            await news.sleep(LONGEST_SLEEP)


async def _write(desk: Desk) -> int:
    """One e-mail to each address of the mailbox, in the transaction that remembers that it was written."""
    async with desk.pool.acquire() as connection, connection.transaction():
        rows = await connection.fetch(NEW)
        for row in rows:
            if row["emails"]:
                letter = letter_of(dict(row))
                await mail.put(connection, row["account_id"], row["emails"], letter, desk.clock.now())
            await connection.execute(TOLD, row["id"])
    return len(rows)


WORDS: dict[Language, tuple[str, str, str]] = {
    "fr": (
        "Message vocal de {caller}",
        "Bonjour,\n\n{caller} a laissé un message de {seconds} s dans la boîte vocale « {name} », {when}.",
        "Le message est joint à ce courriel.",
    ),
    "en": (
        "Voice message from {caller}",
        "Hello,\n\n{caller} has left a message of {seconds} s in the mailbox “{name}”, {when}.",
        "The message is attached to this e-mail.",
    ),
}


def letter_of(row: dict[str, Any]) -> mail.Letter:
    """What is written, in the mailbox's language."""
    language: Language = "fr" if row["language"] == "fr" else "en"
    subject, text, attached = WORDS[language]
    caller, when = _caller(row, language == "fr"), _when(row, language == "fr")
    sent = row["email_audio"] != "none"
    told = text.format(caller=caller, seconds=max(1, round(row["seconds"])), name=row["name"], when=when)
    return mail.Letter(
        about=row["id"],
        subject=("[Urgent] " if row["urgent"] else "") + subject.format(caller=caller),
        text="\n\n".join([told, *([attached] if sent else []), "Palabre\n"]),
        attachment=row["file"] if sent else None,
        attachment_name=f"message-{row['received_at']:%Y%m%d-%H%M%S}" if sent else None,
        attachment_as=row["email_audio"] if sent else None,
    )


def _caller(row: dict[str, Any], french: bool) -> str:
    number = numbers.shown(row["caller"], row["country"]) if row["caller"] else ""
    hidden = "un numéro masqué" if french else "a withheld number"
    name = " ".join(row["caller_name"].split())
    return f"{name} ({number})" if name and number else name or number or hidden


def _when(row: dict[str, Any], french: bool) -> str:
    at: datetime = row["received_at"].astimezone(ZoneInfo(row["time_zone"]))
    month = MONTHS["fr" if french else "en"].split()[at.month - 1]
    if french:
        return f"le {at.day} {month} {at.year} à {at:%H:%M}"
    return f"on {month} {at.day}, {at.year} at {at:%H:%M}"
