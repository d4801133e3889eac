"""E-mails that tell of messages: handed in to a real mail server, tried again, and never lost."""

import asyncio
import wave
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import numpy as np
import pytest
from aiosmtpd.controller import UnthreadedController
from aiosmtpd.smtp import SMTP, Envelope, Session

from palabre.features.mail.send import send_waiting
from palabre.features.voicemail.email import tell_by_email
from palabre.kit.audio import to_telephone
from palabre.kit.db import Database
from palabre.kit.mail import MailServer, MailServerUnclear
from palabre.settings import Settings
from tests.outbox import Office, until
from tests.portal import Company


@dataclass
class PostOffice:
    """What a mail server was handed in; `replies` are what it says to an address instead of taking it."""

    taken: list[EmailMessage] = field(default_factory=list)
    replies: dict[str, str] = field(default_factory=dict)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take an address or not."""
        if address in self.replies:
            return self.replies[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take an e-mail."""
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        mail = message_from_bytes(content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.taken.append(mail)
        return "250 OK"


@pytest.fixture
async def post() -> AsyncIterator[tuple[PostOffice, MailServer]]:
    """A mail server of this process, and how it is reached."""
    kept = PostOffice()
    controller = UnthreadedController(kept, hostname="127.0.0.1", port=0, loop=asyncio.get_running_loop())
    server = await controller._create_server()
    port = server.sockets[0].getsockname()[1]
    found = MailServer.of(f"smtp://127.0.0.1:{port}", "messages@palabre.test")
    assert found is not None
    yield kept, found
    server.close()


@pytest.fixture
def office(db: Database, settings: Settings) -> Office:
    """The jobs' desk, without a mail server."""
    made = Office(db)
    made.desk = replace(made.desk, home=settings.home)
    return made


async def leave(acme: Company, db: Database, home: Path, **box: Any) -> UUID:
    """A message of three seconds is left in a mailbox."""
    mailbox = await acme.made("/mailboxes", name="Accueil", **box)
    message = uuid4()
    file = f"messages/{acme.id}/{message}.wav"
    (home / file).parent.mkdir(parents=True, exist_ok=True)
    speech = (np.sin(np.arange(24_000) / 3) * 9000).astype("<i2")
    with wave.open(str(home / file), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(speech.tobytes())
    await db.pool.execute(
        "insert into messages (id, account_id, mailbox_id, call_id, caller, caller_name, received_at, "
        "seconds, file) "
        "values ($1, $2, $3, $4, '+2250700000001', 'Kofi', '2026-03-02T10:05:00Z', 3, $5)",
        *(message, acme.id, UUID(mailbox["id"]), uuid4(), file),
    )
    return message


async def states(acme: Company) -> list[str]:
    items = (await acme.api.get("/mails")).json()["items"]
    return sorted(f"{each['recipient']} {each['state']}" for each in items)


async def test_each_address_gets_the_message_with_its_sound_and_it_counts_as_heard(
    acme: Company, db: Database, office: Office, post: tuple[PostOffice, MailServer], tmp_path: Path
) -> None:
    kept, office.desk = post[0], replace(office.desk, mail=post[1])
    wanted = {"emails": ["a@x.test", "b@x.test"], "email_marks_heard": True, "language": "fr"}
    message = await leave(acme, db, office.desk.home, **wanted)
    async with office.works(send_waiting), office.works(tell_by_email):
        await until(lambda: states(acme), ["a@x.test sent", "b@x.test sent"])
        heard = "select heard_at is not null from messages where id = $1"
        await until(lambda: db.pool.fetchval(heard, message), True)
    assert sorted(each["To"] for each in kept.taken) == ["a@x.test", "b@x.test"]
    mail = kept.taken[0]
    assert mail["Subject"] == "Message vocal de Kofi (+2250700000001)"
    text, sound = mail.iter_parts()
    assert "le 2 mars 2026 à 10:05" in text.get_content()
    assert sound.get_filename() == "message-20260302-100500.mp3"
    assert sound.get_content_type() == "audio/mpeg"
    facts = to_telephone(sound.get_payload(decode=True), tmp_path / "back.wav")
    assert 2.8 < facts.seconds < 3.3


async def test_an_address_that_is_refused_for_good_has_failed_and_a_busy_server_is_asked_again(
    acme: Company, db: Database, office: Office, post: tuple[PostOffice, MailServer]
) -> None:
    kept, office.desk = post[0], replace(office.desk, mail=post[1])
    kept.replies = {"gone@x.test": "550 No such user", "busy@x.test": "451 Later"}
    emails = ["gone@x.test", "busy@x.test", "fine@x.test"]
    await leave(acme, db, office.desk.home, emails=emails, email_audio="none", language="en")
    async with office.works(send_waiting), office.works(tell_by_email):
        await until(lambda: states(acme), ["busy@x.test waiting", "fine@x.test sent", "gone@x.test failed"])
        del kept.replies["busy@x.test"]
        await office.later(minutes=1)
        await office.bus.publish("mails", {})
        await until(lambda: states(acme), ["busy@x.test sent", "fine@x.test sent", "gone@x.test failed"])
    assert [each["Subject"] for each in kept.taken] == ["Voice message from Kofi (+2250700000001)"] * 2
    assert not any(each.is_multipart() for each in kept.taken)


async def test_without_a_mail_server_they_are_kept_and_go_once_there_is_one(
    acme: Company, db: Database, office: Office, post: tuple[PostOffice, MailServer]
) -> None:
    await leave(acme, db, office.desk.home, emails=["a@x.test"])
    async with office.works(send_waiting), office.works(tell_by_email):
        await until(lambda: states(acme), ["a@x.test kept"])
    (shown,) = (await acme.api.get("/mails?state=kept")).json()["items"]
    assert shown["error"] == "no_mail_server"
    office.desk = replace(office.desk, mail=post[1])
    async with office.works(send_waiting):
        await until(lambda: states(acme), ["a@x.test sent"])


async def test_a_server_that_is_away_loses_nothing(acme: Company, db: Database, office: Office) -> None:
    away = MailServer.of("smtp://127.0.0.1:1", "messages@palabre.test")
    office.desk = replace(office.desk, mail=away)
    await leave(acme, db, office.desk.home, emails=["a@x.test"])
    async with office.works(send_waiting), office.works(tell_by_email):
        await until(lambda: states(acme), ["a@x.test waiting"])
        tried = "select attempts > 0 from mails"
        await until(lambda: db.pool.fetchval(tried), True)


@pytest.mark.parametrize("address", ["mail.test", "http://mail.test", "smtp://"])
def test_an_address_that_is_none_is_refused_at_the_start(address: str) -> None:
    with pytest.raises(MailServerUnclear):
        MailServer.of(address, "a@b.test")
