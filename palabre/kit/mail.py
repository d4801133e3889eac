"""Sends e-mails through the installation's mail server (RFC 5321)."""

import asyncio
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Literal
from urllib.parse import unquote, urlsplit

from palabre.kit.errors import PalabreError

SECONDS = 30.0
PORTS = {"smtp": 587, "smtps": 465}


class MailRefused(PalabreError):
    """The mail server will never take this e-mail."""

    code, status = "mail_refused", 502
    fr = "Le serveur de messagerie refuse ce courriel : {reason}."
    en = "The mail server refuses this e-mail: {reason}."


class MailServerAway(PalabreError):
    """The mail server does not take e-mails at the moment."""

    code, status = "mail_server_away", 503
    fr = "Le serveur de messagerie ne prend pas le courriel pour le moment : {reason}."
    en = "The mail server does not take the e-mail at the moment: {reason}."


class MailServerUnclear(PalabreError):
    """The setting does not name a mail server."""

    code, status = "mail_server_unclear", 422
    fr = "PALABRE_MAIL_SERVER doit ressembler à smtp://nom:mot-de-passe@serveur:587 ou smtps://…"
    en = "PALABRE_MAIL_SERVER must look like smtp://name:password@server:587 or smtps://…"


@dataclass(frozen=True)
class MailServer:
    """Where e-mails are handed in, as whom, and which address they come from."""

    host: str
    port: int
    kind: Literal["smtp", "smtps"]
    username: str
    password: str
    sender: str

    @classmethod
    def of(cls, address: str | None, sender: str) -> "MailServer | None":
        """The server of a setting; None when there is none. Raises MailServerUnclear."""
        if not address:
            return None
        parts = urlsplit(address)
        if not parts.hostname or (parts.scheme != "smtp" and parts.scheme != "smtps"):
            raise MailServerUnclear()
        kind: Literal["smtp", "smtps"] = "smtps" if parts.scheme == "smtps" else "smtp"
        login = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(parts.hostname, parts.port or PORTS[kind], kind, *login, sender)

    async def send(self, mail: EmailMessage) -> None:
        """Hand one in. Raises MailRefused when it is hopeless, MailServerAway when it may be tried again."""
        try:
            await asyncio.to_thread(self._send, mail)
        except smtplib.SMTPRecipientsRefused as refused:
            told = [reply for reply, _ in refused.recipients.values()]
            raise _refusal(max(told), refused) from refused
        except smtplib.SMTPResponseException as refused:
            raise _refusal(refused.smtp_code, refused) from refused
        except (OSError, smtplib.SMTPException) as away:
            raise MailServerAway(reason=str(away)[:200] or type(away).__name__) from away

    def _send(self, mail: EmailMessage) -> None:
        """Encrypted wherever the server can do it; a password never goes in the open."""
        secure = ssl.create_default_context()
        if self.kind == "smtps":
            door: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=secure)
        else:
            door = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
        with door:
            door.ehlo()
            if self.kind == "smtp" and (self.username or door.has_extn("starttls")):
                door.starttls(context=secure)
            if self.username:
                door.login(self.username, self.password)
            door.send_message(mail)


def _refusal(reply: int, told: Exception) -> PalabreError:
    """Replies of 500 and above are final (RFC 5321, 4.2.1)."""
    kind = MailRefused if reply >= 500 else MailServerAway
    return kind(reason=str(told)[:200])
