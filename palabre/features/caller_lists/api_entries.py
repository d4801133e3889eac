"""Routes of a list's entries, and of the files that are read into it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks, File, Query, Request, UploadFile
from sqlalchemy import select

from palabre.features.accounts import country_of
from palabre.features.caller_lists import read_file
from palabre.features.caller_lists.entries import read
from palabre.features.caller_lists.keep import MOST_ENTRIES, ListFull, add_entries, entries_of, room_in, touch
from palabre.features.caller_lists.models import CallerList, CallerListEntry, CallerListImport
from palabre.features.caller_lists.schemas import (
    EntriesAdded,
    EntriesNew,
    EntryChange,
    EntryKind,
    ImportIn,
    ImportOut,
    ListEntryOut,
    Outside,
)
from palabre.kit.access import Access, Edit, Read
from palabre.kit.errors import NotFound
from palabre.kit.http import language_of
from palabre.kit.rows import Page, Pages, change, find, save, turn

router = APIRouter(prefix="/caller-lists/{caller_list_id}")


@router.get("/entries")
async def list_entries(
    access: Read,
    caller_list_id: UUID,
    paging: Pages,
    search: Annotated[Outside | None, Query(description="what an entry begins with")] = None,
    kind: EntryKind | None = None,
) -> Page[ListEntryOut]:
    """A list's entries in the order in which they were added."""
    await find(access.session, CallerList, caller_list_id)
    query = select(CallerListEntry).where(CallerListEntry.list_id == caller_list_id)
    if search:
        query = query.where(CallerListEntry.value.startswith(search, autoescape=True))
    if kind:
        query = query.where(CallerListEntry.kind == kind)
    rows, following = await turn(access.session, query, CallerListEntry, paging)
    return Page(items=[ListEntryOut.model_validate(each) for each in rows], next=following)


@router.post("/entries", status_code=201)
async def create_entries(access: Edit, caller_list_id: UUID, new: EntriesNew) -> EntriesAdded:
    """Add up to a thousand entries at once."""
    await find(access.session, CallerList, caller_list_id)
    if await room_in(access.session, caller_list_id) < len(new.entries):
        raise ListFull(limit=MOST_ENTRIES)
    country = await country_of(access.session)
    wanted = [(read(each.value, country), each.expires_at, each.comment) for each in new.entries]
    ids = await add_entries(access.session, caller_list_id, wanted, "user", access.who.user)
    await touch(access.session, caller_list_id)
    added = await entries_of(access.session, caller_list_id, ids)
    shown = [ListEntryOut.model_validate(each) for each in added]
    return EntriesAdded(added=shown, duplicates=len(wanted) - len(shown))


@router.patch("/entries/{entry_id}")
async def change_entry(
    access: Edit, caller_list_id: UUID, entry_id: UUID, wanted: EntryChange
) -> ListEntryOut:
    """Change until when an entry holds, or its comment."""
    entry = await _entry(access, caller_list_id, entry_id)
    change(entry, wanted.sent())
    await save(access.session)
    await touch(access.session, caller_list_id)
    return ListEntryOut.model_validate(entry)


@router.delete("/entries/{entry_id}", status_code=204)
async def delete_entry(access: Edit, caller_list_id: UUID, entry_id: UUID) -> None:
    """Take an entry out of a list."""
    await access.session.delete(await _entry(access, caller_list_id, entry_id))
    await touch(access.session, caller_list_id)


@router.post("/imports", status_code=202)
async def import_entries(
    access: Edit,
    caller_list_id: UUID,
    file: Annotated[UploadFile, File(description="CSV; numbers as people write them, masks, ranges")],
    how: Annotated[ImportIn, Query()],
    background: BackgroundTasks,
) -> ImportOut:
    """Read a file into a list, up to a million lines; ask for the import again to see how far it is."""
    await find(access.session, CallerList, caller_list_id)
    upload = read_file.File(await file.read(), **how.model_dump(exclude={"dry_run"}))
    told = CallerListImport(
        list_id=caller_list_id, dry_run=how.dry_run, state="running", total_lines=upload.lines
    )
    access.session.add(told)
    await save(access.session)
    work = read_file.Work(access.who, await country_of(access.session), told)
    background.add_task(read_file.run, access.db, work, upload)
    return read_file.shown(told, access.who.language)


@router.get("/imports/{import_id}")
async def get_import(access: Read, caller_list_id: UUID, import_id: UUID, request: Request) -> ImportOut:
    """How far an import is, and what became of its lines."""
    told = await find(access.session, CallerListImport, import_id)
    if told.list_id != caller_list_id:
        raise NotFound(what=str(import_id))
    return read_file.shown(told, language_of(request))


async def _entry(access: Access, caller_list_id: UUID, entry_id: UUID) -> CallerListEntry:
    for entry in await entries_of(access.session, caller_list_id, [entry_id]):
        return entry
    raise NotFound(what=str(entry_id))
