"""The code that opens a mailbox: one's own, or that of the number behind it, and its PIN behind that."""

from uuid import UUID

from palabre.calls.directory import Account
from palabre.features.voicemail.door import LONGEST_PIN, box_at
from palabre.features.voicemail.menu import LONGEST_NUMBER, CheckMailbox
from palabre.features.voicemail.screen import ScreenMessage
from palabre.features.voicemail.snapshot import Mailbox, box_of_extension
from palabre.routing.codes import Code
from palabre.routing.flow import Flow, single


def _behind(account: Account, rest: str) -> tuple[Mailbox | None, str, str]:
    """The mailbox whose number stands first, that number, and the PIN behind it (after `*`, if you like)."""
    number, star, pin = rest.partition("*")
    if star or box_at(account, rest) is not None:
        return box_at(account, number), number, pin
    for length in range(min(len(rest), LONGEST_NUMBER), 0, -1):
        found = box_at(account, rest[:length])
        if found is not None and rest[length:].isdigit() and len(rest) - length <= LONGEST_PIN:
            return found, rest[:length], rest[length:]
    return None, rest[:LONGEST_NUMBER], ""


def check(account: Account, extension: UUID, rest: str) -> Flow:
    """His own mailbox, or that of a number."""
    if not rest:
        own = box_of_extension(account, extension)
        return single("check", CheckMailbox(extension=extension, mailbox=own.id if own else None))
    mailbox, _, pin = _behind(account, rest)
    if mailbox is None:
        return single("check", CheckMailbox(extension=extension, unknown=True))
    return single("check", CheckMailbox(extension=extension, mailbox=mailbox.id, pin=pin))


def open_part(account: Account, rest: str) -> str:
    """Without the PIN."""
    return _behind(account, rest)[1] if rest else ""


def screen(_: Account, extension: UUID, __: str) -> Flow:
    """Whoever speaks into one of his mailboxes."""
    return single("screen", ScreenMessage(extension=extension))


CODES = [
    Code(
        "voicemail",
        "088",
        "digits",
        check,
        fr="Écouter sa messagerie : 088. Une autre boîte : 088 puis son numéro, puis son code secret.",
        en="Listen to one's mailbox: 088. Another mailbox: 088, then its number, then its PIN.",
        open_part=open_part,
    ),
    Code(
        "screen_message",
        "*65",
        "none",
        screen,
        fr="Écouter le message que quelqu'un est en train de laisser dans sa boîte ; 1 : prendre l'appel.",
        en="Listen to the message that somebody is leaving in one's mailbox; 1: pick up.",
    ),
]
