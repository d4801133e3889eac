"""Adds and changes many extensions by a file: all of its lines, or none."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import feature_codes, numbers, users
from palabre.features.accounts import account
from palabre.features.extensions.devices import free_username
from palabre.features.extensions.import_lines import KIND, Decided, Present, Wanted, decide
from palabre.features.extensions.models import Device, Extension, ExtensionGroup
from palabre.features.extensions.read_lines import Wrong, lines_of
from palabre.features.extensions.schemas import ImportedExtensionsOut, ImportProblemOut
from palabre.kit.db import account_of, changed
from palabre.kit.errors import Language
from palabre.kit.security import new_secret
from palabre.kit.tables import new_id

PROBLEMS_SHOWN = 1000
PHONE: dict[str, str] = {"fr": "Téléphone", "en": "Phone"}


async def import_extensions(
    session: AsyncSession, content: bytes, dry_run: bool, language: Language
) -> ImportedExtensionsOut:
    """Read a CSV file; a dry run, and a file with anything wrong in it, leave everything as it was.

    Raises ColumnMissing, ColumnUnknown, TooManyLines.
    """
    lines = await asyncio.to_thread(lines_of, content)
    present = await _present(session)
    decided = await asyncio.to_thread(decide, present, lines)
    groups = sorted({each.group for each in decided.all if each.group} - present.groups.keys())
    phones = sum(each.phones for each in decided.all)
    if not decided.wrong:
        async with session.begin_nested() as trial:
            decided.wrong += await _write(session, decided, present, groups)
            if dry_run or decided.wrong:
                await trial.rollback()
    imported = not dry_run and not decided.wrong
    if imported:
        changed(session, await _endpoints(session, [each.id for each in decided.changed]))
    shown = sorted(decided.wrong, key=lambda each: each.line)[:PROBLEMS_SHOWN]
    return ImportedExtensionsOut(
        imported=imported,
        lines=len(lines),
        created=len(decided.new),
        changed=len(decided.changed),
        unchanged=len(decided.unchanged),
        phones=phones,
        new_groups=groups,
        problem_count=len(decided.wrong),
        problems=[_shown(each, language) for each in shown],
    )


async def _present(session: AsyncSession) -> Present:
    mine = await account(session)
    extensions = {each.id: each for each in await session.scalars(select(Extension))}
    plan = await numbers.plan(session)
    phones = select(Device.extension_id, func.count()).group_by(Device.extension_id)
    return Present(
        country=mine.country,
        codes=await feature_codes.code_digits(session),
        holders={digits: name for digits, (_, __, name) in plan.items()},
        extensions={digits: extensions[thing] for digits, (kind, thing, _) in plan.items() if kind == KIND},
        phones={extension: count for extension, count in await session.execute(phones)},
        groups={each.name: each.id for each in await session.scalars(select(ExtensionGroup))},
        own_numbers=await numbers.own_numbers(session),
    )


async def _write(
    session: AsyncSession, decided: Decided, present: Present, new_groups: Sequence[str]
) -> list[Wrong]:
    owner = account_of(session)
    groups = dict(present.groups) | {name: new_id() for name in new_groups}
    added = [{"id": groups[name], "account_id": owner, "name": name} for name in new_groups]
    await _insert(session, ExtensionGroup, added)
    rows = [
        {"id": each.id, "account_id": owner, **each.fields, "group_id": groups.get(each.group or "")}
        for each in decided.new
    ]
    await _insert(session, Extension, rows)
    await numbers.allot_many(session, KIND, {each.number: each.id for each in decided.new})
    for each in decided.changed:
        extension = present.extensions[each.number]
        for name, value in each.fields.items():
            setattr(extension, name, value)
        if each.group:
            extension.group_id = groups[each.group]
    await session.flush()
    await _add_phones(session, [each for each in decided.all if each.phones])
    return await _tie_people(session, decided.all)


async def _add_phones(session: AsyncSession, wanted: Sequence[Wanted]) -> None:
    mine = await account(session)
    taken = set(await session.scalars(select(Device.username)))
    rows = []
    for each in wanted:
        for _ in range(each.phones):
            username = free_username(each.number, taken)
            taken.add(username)
            rows.append(
                {
                    **{"account_id": mine.id, "extension_id": each.id, "username": username},
                    **{"name": PHONE[mine.language], "endpoint": f"{username}@{mine.domain}"},
                    "secret": new_secret(),
                }
            )
    await _insert(session, Device, rows)


async def _insert(session: AsyncSession, table: type[object], rows: list[dict[str, object]]) -> None:
    if rows:
        await session.execute(insert(table), rows)


async def _tie_people(session: AsyncSession, wanted: Sequence[Wanted]) -> list[Wrong]:
    by_email = {each.email: each for each in wanted if each.email}
    people = {email: (each.fields["name"], each.id) for email, each in by_email.items()}
    taken = await users.add_employees(session, people, (await account(session)).language)
    return [Wrong(by_email[each].line, users.EmailTaken(field="email", email=each)) for each in taken]


async def _endpoints(session: AsyncSession, extensions: Sequence[UUID]) -> list[str]:
    query = select(Device.endpoint).where(Device.extension_id.in_(extensions))
    return list(await session.scalars(query)) if extensions else []


def _shown(wrong: Wrong, language: Language) -> ImportProblemOut:
    why = wrong.why
    values = {name: str(value) for name, value in why.values.items()}
    return ImportProblemOut(
        line=wrong.line, field=why.field, code=why.code, message=why.text(language), values=values
    )
