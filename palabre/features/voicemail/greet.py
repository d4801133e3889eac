"""Puts a recording where a mailbox greets its callers, or takes it away."""

from palabre.features import greetings
from palabre.features.voicemail.models import Mailbox
from palabre.features.voicemail.words import Which, called
from palabre.kit.access import Access
from palabre.kit.db import changed
from palabre.kit.errors import Language
from palabre.kit.rows import save

FIELDS: dict[Which, str] = {
    "busy": "busy_greeting_id",
    "away": "greeting_id",
    "temporary": "temporary_greeting_id",
}


async def say_recorded(access: Access, mailbox: Mailbox, which: Which, audio: bytes) -> None:
    """Callers hear it from now on. Raises what making a sound raises."""
    language: Language = "en" if (mailbox.language or access.who.language) == "en" else "fr"
    row = greetings.GreetingRow(
        source="file",
        kind="greeting",
        name=called(mailbox.name, which, language),
        language=language,
        made_for=mailbox.id,
        slot=which,
    )
    made = await greetings.record_for(access.session, row, access.settings.home, audio)
    setattr(mailbox, FIELDS[which], made.id)
    await save(access.session)
    changed(access.session)


async def say_nothing(access: Access, mailbox: Mailbox, which: Which) -> None:
    """Callers hear the usual words; what was recorded for it goes unless something else needs it."""
    setattr(mailbox, FIELDS[which], None)
    if which == "temporary":
        mailbox.temporary_until = None
    await save(access.session)
    recorded = await greetings.made_for(access.session, mailbox.id, which)
    await greetings.remove_unused(access.session, recorded, access.settings.home)
    changed(access.session)
