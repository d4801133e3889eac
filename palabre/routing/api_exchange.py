"""Routes of scenarios as text."""

from collections.abc import Awaitable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import PlainTextResponse

from palabre.kit.access import Access, Edit, Read
from palabre.routing.exchange import Imported, Match, bring_in, export, replace_by
from palabre.routing.replies import checked
from palabre.routing.schemas_exchange import ImportedOut, ImportIn, ImportNew, MatchOut
from palabre.routing.schemas_versions import DraftOrVersion, number_of
from palabre.routing.shown import drawn

router = APIRouter()


class _Yaml(PlainTextResponse):
    media_type = "application/yaml"  # RFC 9512


@router.get("/scenarios/{scenario_id}/yaml", response_class=_Yaml)
async def export_scenario(
    access: Read, scenario_id: UUID, version: Annotated[DraftOrVersion, Query()] = "draft"
) -> str:
    """A scenario as a text that can be read, changed, kept elsewhere and brought in again, without loss."""
    return await export(access.session, scenario_id, number_of(version))


@router.post("/scenarios/import")
async def import_scenario(access: Edit, wanted: ImportNew, request: Request) -> ImportedOut:
    """Make a new scenario of a text; the things that it names are looked for in this account."""
    return await _told(access, bring_in(access.session, wanted.text, wanted.name), wanted, request)


@router.post("/scenarios/{scenario_id}/import")
async def import_draft(access: Edit, scenario_id: UUID, wanted: ImportIn, request: Request) -> ImportedOut:
    """Make a text the draft of a scenario; undo takes it back."""
    work = replace_by(access.session, scenario_id, wanted.text, access.who.user)
    return await _told(access, work, wanted, request)


async def _told(access: Access, work: Awaitable[Imported], wanted: ImportIn, request: Request) -> ImportedOut:
    """Do it, or do it and take it all back."""
    async with access.session.begin_nested() as trial:
        done = await work
        problems = (await checked(access, done.scenario, request)).problems
        scenario = None if wanted.dry_run else await drawn(access.session, done.scenario)
        if wanted.dry_run:
            await trial.rollback()
    things = [_match(each) for each in done.matches]
    unknown = sum(each.found_id is None for each in things)
    return ImportedOut(scenario=scenario, things=things, unknown=unknown, problems=problems)


def _match(match: Match) -> MatchOut:
    found = match.found
    return MatchOut(
        **match.written.model_dump(),
        found_id=found.id if found else None,
        found_name=found.name if found else None,
        found_by=match.by,
    )
