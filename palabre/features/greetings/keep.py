"""Adds greetings to an account, changes and removes them, each with its sound."""

from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.greetings.models import Banner, Greeting, Variant
from palabre.features.greetings.sounds import read_aloud, record, remove, sound_file
from palabre.kit.db import account_of, after_commit, changed
from palabre.kit.errors import PalabreError
from palabre.kit.rows import InUse, change, find, save
from palabre.kit.tables import new_id
from palabre.routing.uses import UsedByScenario, refuse_if_in_scenario

SPOKEN = ("text", "language", "voice", "speed")


class UsedByMailbox(PalabreError):
    """A mailbox greets its callers with it."""

    code, status = "used_by_mailbox", 409
    fr = "« {name} » est utilisé par la boîte vocale « {user} »."
    en = "“{name}” is used by the mailbox “{user}”."


class GreetingDatesReversed(PalabreError):
    """A greeting whose last day comes before its first one."""

    code, status = "greeting_dates_reversed", 422
    fr = "La validité finit le {until}, avant de commencer le {since}."
    en = "The validity ends on {until}, before it begins on {since}."


class FallbackCircle(PalabreError):
    """Greetings that stand in for each other."""

    code, status = "fallback_circle", 422
    fr = "« {name} » se remplacerait elle-même hors de ses dates."
    en = "“{name}” would stand in for itself outside its dates."


class NotMusic(PalabreError):
    """Music is wanted, and this is spoken."""

    code, status = "not_music", 422
    fr = "« {name} » n'est pas une musique d'attente."
    en = "“{name}” is not hold music."


async def add_greeting(
    session: AsyncSession, greeting: Greeting, home: Path, audio: bytes | None = None
) -> None:
    """Add a greeting: the recording `audio`, else its text read aloud.

    The sound comes first, since making it takes seconds in which no connection should be held.
    """
    greeting.id, greeting.account_id = new_id(), account_of(session)
    await _check_dates(session, greeting)
    await make_sound(greeting, home, audio)
    session.add(greeting)
    await save_or_remove(session, greeting.file, home)
    changed(session)


async def change_greeting(
    session: AsyncSession, greeting_id: UUID, values: dict[str, Any], home: Path
) -> Greeting:
    """Change a greeting; its sound is made anew when what is read, or how, changed. Raises NotFound."""
    greeting = await find(session, Greeting, greeting_id)
    before = [getattr(greeting, each) for each in SPOKEN]
    change(greeting, values)
    await _check_dates(session, greeting)
    if greeting.text and [getattr(greeting, each) for each in SPOKEN] != before:
        greeting.source = "text"
        await save(session)
        await make_sound(greeting, home)
    await save(session)
    changed(session)
    return greeting


async def record_anew(session: AsyncSession, greeting_id: UUID, home: Path, audio: bytes) -> Greeting:
    """Put another recording in place of what a greeting says; whoever uses it goes on using it."""
    greeting = await find(session, Greeting, greeting_id)
    greeting.source, greeting.text = "file", None
    await make_sound(greeting, home, audio)
    await save(session)
    changed(session)
    return greeting


async def record_for(session: AsyncSession, greeting: Greeting, home: Path, audio: bytes) -> Greeting:
    """Make a recording what the owner of a mailbox says there as `slot`, in the place of the last one."""
    same = select(Greeting).where(Greeting.made_for == greeting.made_for, Greeting.slot == greeting.slot)
    known = await session.scalar(same.limit(1))
    if known is not None:
        return await record_anew(session, known.id, home, audio)
    await add_greeting(session, greeting, home, audio)
    return greeting


async def made_for(session: AsyncSession, mailbox_id: UUID, slot: str | None = None) -> list[UUID]:
    """The greetings that were recorded for a mailbox, or for one occasion there."""
    query = select(Greeting.id).where(Greeting.made_for == mailbox_id)
    return list(await session.scalars(query.where(Greeting.slot == slot) if slot else query))


async def remove_unused(session: AsyncSession, greeting_ids: Iterable[UUID], home: Path) -> None:
    """Delete those greetings that nothing else needs."""
    for each in greeting_ids:
        with suppress(UsedByMailbox, InUse, UsedByScenario):
            await remove_greeting(session, each, home)


async def remove_greeting(session: AsyncSession, greeting_id: UUID, home: Path) -> None:
    """Delete a greeting and its sounds. Raises NotFound, UsedByMailbox, UsedByScenario, InUse."""
    greeting = await find(session, Greeting, greeting_id)
    # by its table: the mailboxes' feature stands on this one
    greets = """select name from mailboxes where account_id = :account
        and :greeting in (greeting_id, busy_greeting_id, temporary_greeting_id) limit 1"""
    user = await session.scalar(text(greets), {"account": account_of(session), "greeting": greeting_id})
    if user:
        raise UsedByMailbox(name=greeting.name, user=user)
    stands_in = await session.scalar(
        select(Greeting.name).where(Greeting.fallback_id == greeting_id).limit(1)
    )
    if stands_in:
        raise InUse(name=greeting.name, user=stands_in)
    if await session.scalar(select(Banner.id).where(Banner.greeting_id == greeting_id)):
        raise InUse(name=greeting.name, user="/banner")
    await refuse_if_in_scenario(session, greeting_id, greeting.name)
    variants = list(await session.scalars(select(Variant).where(Variant.greeting_id == greeting_id)))
    for each in (*variants, greeting):
        await session.delete(each)
        await save(session)
    for file in (*(each.file for each in variants), greeting.file):
        after_commit(session, partial(remove, file, home))
    changed(session)


async def check_owned(session: AsyncSession, greeting_id: UUID | None, field: str = "greeting_id") -> None:
    """Raises NotFound for a greeting that is not the account's; None is fine."""
    if greeting_id:
        await find(session, Greeting, greeting_id, field)


async def check_music(session: AsyncSession, music_id: UUID | None, field: str = "music_id") -> None:
    """Raises NotFound for what is not the account's, NotMusic for a greeting; None is fine."""
    if music_id:
        found = await find(session, Greeting, music_id, field)
        if found.kind != "music":
            raise NotMusic(field=field, name=found.name)


async def make_sound(made: Greeting | Variant | Banner, home: Path, audio: bytes | None = None) -> None:
    """Make the sound file of a thing, out of a recording or its text. Raises what these raise."""
    made.file = sound_file(made.account_id, made.id)
    if audio is not None:
        await record(made, audio, home / made.file)
    else:
        await read_aloud(made, home / made.file, home / "spoken")


async def save_or_remove(session: AsyncSession, file: str | None, home: Path) -> None:
    """Save; a sound that was made for what cannot be saved goes again."""
    try:
        await save(session)
    except PalabreError:
        remove(file, home)
        raise


async def _check_dates(session: AsyncSession, greeting: Greeting) -> None:
    """Dates in order, and a fallback of the account that leads somewhere else."""
    since, until = greeting.valid_from, greeting.valid_until
    if since and until and until < since:
        raise GreetingDatesReversed(field="valid_until", since=since.isoformat(), until=until.isoformat())
    follows = greeting.fallback_id
    with session.no_autoflush:  # what is not the account's is told before the database refuses it
        while follows is not None:
            if follows == greeting.id:
                raise FallbackCircle(field="fallback_id", name=greeting.name)
            follows = (await find(session, Greeting, follows, "fallback_id")).fallback_id
