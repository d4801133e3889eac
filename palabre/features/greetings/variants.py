"""What greetings say to callers of another language than their own."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.greetings.keep import make_sound, save_or_remove
from palabre.features.greetings.models import Greeting, Recorded, Variant
from palabre.features.greetings.quality import report
from palabre.features.greetings.schemas import GreetingOut, RecordedOut
from palabre.features.greetings.sounds import remove
from palabre.kit.db import account_of, after_commit, changed
from palabre.kit.errors import Language, NotFound, PalabreError
from palabre.kit.rows import change, find
from palabre.kit.tables import new_id


class OwnLanguage(PalabreError):
    """The language that the greeting itself speaks."""

    code, status = "own_language", 422
    fr = "« {name} » parle déjà cette langue : changez l'annonce elle-même."
    en = "“{name}” speaks this language already: change the greeting itself."


async def put_variant(
    session: AsyncSession,
    found: tuple[UUID, Language],
    home: Path,
    values: dict[str, Any],
    audio: bytes | None = None,
) -> Greeting:
    """Set what a greeting (`found`: its id) says in another language. Raises NotFound, OwnLanguage."""
    greeting = await find(session, Greeting, found[0])
    if greeting.language == found[1]:
        raise OwnLanguage(field="language", name=greeting.name)
    variant = await _variant(session, *found)
    if variant is None:
        variant = Variant(id=new_id(), account_id=account_of(session))
        variant.greeting_id, variant.language = found
    source = "text" if audio is None else "file"
    change(variant, {"text": None, "voice": None, "speed": 1.0, "source": source, **values})
    await make_sound(variant, home, audio)
    session.add(variant)
    await save_or_remove(session, variant.file, home)
    changed(session)
    return greeting


async def remove_variant(session: AsyncSession, greeting_id: UUID, language: Language, home: Path) -> None:
    """Callers of that language hear the greeting's own again. Raises NotFound."""
    await find(session, Greeting, greeting_id)
    variant = await _variant(session, greeting_id, language)
    if variant is None:
        raise NotFound(field="language", what=language)
    file = variant.file
    await session.delete(variant)
    after_commit(session, lambda: remove(file, home))
    changed(session)


async def recording_in(session: AsyncSession, greeting_id: UUID, language: Language | None) -> Recorded:
    """What a greeting says in a language, else what it says usually. Raises NotFound."""
    greeting = await find(session, Greeting, greeting_id)
    if language is None or language == greeting.language:
        return greeting
    return await _variant(session, greeting_id, language) or greeting


async def shown(session: AsyncSession, greetings: Sequence[Greeting], reader: Language) -> list[GreetingOut]:
    """Greetings with their other languages, in one query however many they are."""
    ids = [each.id for each in greetings]
    variants: dict[UUID, list[RecordedOut]] = {each: [] for each in ids}
    for each in await session.scalars(select(Variant).where(Variant.greeting_id.in_(ids))):
        variants[each.greeting_id].append(RecordedOut.model_validate(_of(each, RecordedOut, reader)))
    return [
        GreetingOut.model_validate({**_of(each, GreetingOut, reader), "variants": variants[each.id]})
        for each in greetings
    ]


def _of(row: Recorded, shape: type[RecordedOut], reader: Language) -> dict[str, Any]:
    own = {name: getattr(row, name) for name in shape.model_fields if name not in ("quality", "variants")}
    return {**own, "quality": report(row.quality, reader)}


async def _variant(session: AsyncSession, greeting_id: UUID, language: Language) -> Variant | None:
    query = select(Variant).where(Variant.greeting_id == greeting_id, Variant.language == language)
    found: Variant | None = await session.scalar(query)
    return found
