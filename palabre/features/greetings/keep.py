"""Adds greetings to an account, changes and removes them, each with its sound."""

from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.greetings.models import Greeting
from palabre.features.greetings.sounds import read_aloud, record, remove
from palabre.kit.db import account_of, after_commit, changed
from palabre.kit.errors import PalabreError
from palabre.kit.rows import change, find, save
from palabre.kit.tables import new_id
from palabre.routing.uses import refuse_if_in_scenario


class UsedByMailbox(PalabreError):
    """A mailbox greets its callers with it."""

    code, status = "used_by_mailbox", 409
    fr = "« {name} » est utilisé par la boîte vocale « {user} »."
    en = "“{name}” is used by the mailbox “{user}”."


async def add_greeting(
    session: AsyncSession, greeting: Greeting, home: Path, audio: bytes | None = None
) -> None:
    """Add a greeting: the recording `audio`, else its text read aloud.

    The sound comes first, since making it takes seconds in which no connection should be held.
    """
    greeting.id, greeting.account_id = new_id(), account_of(session)
    await _make_sound(greeting, home, audio)
    session.add(greeting)
    try:
        await save(session)
    except PalabreError:
        remove(greeting.file, home)
        raise
    changed(session)


async def change_greeting(
    session: AsyncSession, greeting_id: UUID, values: dict[str, Any], home: Path
) -> Greeting:
    """Change a greeting; its sound is made anew when text or language changed. Raises NotFound."""
    greeting = await find(session, Greeting, greeting_id)
    before = (greeting.text, greeting.language)
    change(greeting, values)
    if greeting.text and (greeting.text, greeting.language) != before:
        greeting.source = "text"
        await save(session)
        await _make_sound(greeting, home)
    await save(session)
    changed(session)
    return greeting


async def remove_greeting(session: AsyncSession, greeting_id: UUID, home: Path) -> None:
    """Delete a greeting and its sound. Raises NotFound, UsedByMailbox, UsedByScenario."""
    greeting = await find(session, Greeting, greeting_id)
    # by its table: the mailboxes' feature stands on this one
    greets = "select name from mailboxes where account_id = :account and greeting_id = :greeting limit 1"
    user = await session.scalar(text(greets), {"account": account_of(session), "greeting": greeting_id})
    if user:
        raise UsedByMailbox(name=greeting.name, user=user)
    await refuse_if_in_scenario(session, greeting_id, greeting.name)
    await session.delete(greeting)
    file = greeting.file
    after_commit(session, lambda: remove(file, home))
    changed(session)


async def check_owned(session: AsyncSession, greeting_id: UUID | None) -> None:
    """Raises NotFound for a greeting that is not the account's; None is fine."""
    if greeting_id:
        await find(session, Greeting, greeting_id, "greeting_id")


async def _make_sound(greeting: Greeting, home: Path, audio: bytes | None = None) -> None:
    if audio is not None:
        await record(greeting, audio, home)
    else:
        await read_aloud(greeting, "en" if greeting.language == "en" else "fr", home)
