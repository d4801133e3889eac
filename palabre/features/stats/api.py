"""Routes of the call history."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from palabre.calls.schemas import FactOut
from palabre.features import extensions
from palabre.features.stats.find_calls import find_calls, story
from palabre.features.stats.schemas import CallFilter, CallOut, CallStory
from palabre.kit.access import Look
from palabre.kit.rows import Page

router = APIRouter(tags=["calls"], prefix="/calls")


@router.get("")
async def list_calls(access: Look, wanted: Annotated[CallFilter, Query()]) -> Page[CallOut]:
    """The calls that have ended, newest first; an employee sees those of his own extension."""
    rows, following = await find_calls(access.session, wanted, await extensions.own_number(access))
    return Page(items=[CallOut.model_validate(each) for each in rows], next=following)


@router.get("/{call_id}")
async def get_call(access: Look, call_id: UUID) -> CallStory:
    """One call with everything that happened in it, also while it goes on."""
    call, facts = await story(access.session, call_id, await extensions.own_number(access))
    return CallStory.model_validate(
        {
            "id": call.call,
            "started_at": call.started_at,
            "answered_at": call.answered_at,
            "ended_at": call.ended_at,
            "direction": call.direction,
            "caller": call.caller,
            "caller_name": call.caller_name,
            "called": call.called,
            "outcome": call.outcome,
            "cause": call.cause if call.ended_at else None,
            "duration_ms": call.duration_ms,
            "talk_ms": call.talk_ms,
            "scenario_id": call.scenario,
            "scenario_version": call.version,
            "keys": call.keys,
            "tags": call.tags,
            "facts": [FactOut.model_validate(each) for each in facts],
        }
    )
