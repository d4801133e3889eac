"""Routes of forwarding, and of why a call rang where it rang."""

from uuid import UUID

from fastapi import APIRouter, Request
from sqlalchemy import select

from palabre.features import extensions, numbers, stats
from palabre.features.forwarding.models import Forward
from palabre.features.forwarding.rules import (
    add_rule,
    change_rule,
    one_rule,
    remove_rule,
    rules_of,
    shown,
)
from palabre.features.forwarding.schemas import (
    ForwardAnswer,
    ForwardChange,
    ForwardingOut,
    ForwardNew,
    ForwardOut,
    ForwardQuestion,
    ForwardStory,
)
from palabre.features.forwarding.snapshot import Kind
from palabre.features.forwarding.story import told
from palabre.features.forwarding.what_if import always_now, what_if
from palabre.kit.access import Access, Look
from palabre.kit.errors import NotFound
from palabre.kit.http import language_of
from palabre.kit.rows import Page, Pages, find, turn

router = APIRouter(tags=["forwarding"])
KINDS: list[Kind] = ["always", "busy", "no_answer", "unavailable"]


@router.get("/forwarding")
async def list_forwarding(access: Look, paging: Pages, request: Request) -> Page[ForwardOut]:
    """The rules of all extensions that are switched on; an employee sees those of his own."""
    query = select(Forward).where(Forward.enabled)
    if not access.who.may("read"):
        query = query.where(Forward.extension_id == access.who.extension)
    rules, following = await turn(access.session, query, Forward, paging)
    return Page(items=await shown(access.session, rules, language_of(request)), next=following)


@router.get("/extensions/{extension_id}/forwarding")
async def get_forwarding(access: Look, extension_id: UUID, request: Request) -> ForwardingOut:
    """All forwarding of an extension; an employee sees and changes that of his own."""
    extension = await _own_or_any(access, extension_id, "read")
    digits = await numbers.digits_of(access.session, "extension", [extension_id])
    rules = await rules_of(access.session, extension_id)
    return ForwardingOut(
        extension_id=extension_id,
        number=digits.get(extension_id),
        kinds=[each for each in KINDS if each != "busy" or extension.kind != "mobile"],
        always_now=await always_now(access.session, extension_id),
        rules=await shown(access.session, rules, language_of(request)),
    )


@router.post("/extensions/{extension_id}/forwarding", status_code=201)
async def create_forward(access: Look, extension_id: UUID, new: ForwardNew, request: Request) -> ForwardOut:
    """Add a rule; calls follow it at once, and what is odd about it comes back in `warnings`."""
    await _own_or_any(access, extension_id, "edit")
    rule = await add_rule(access.session, extension_id, new)
    return (await shown(access.session, [rule], language_of(request)))[0]


@router.post("/extensions/{extension_id}/forwarding/what-if")
async def explain_forwarding(
    access: Look, extension_id: UUID, question: ForwardQuestion, request: Request
) -> ForwardAnswer:
    """What would become of a call at this moment."""
    await _own_or_any(access, extension_id, "read")
    why, rule_id = await what_if(access.session, extension_id, question)
    if rule_id is None:
        return ForwardAnswer(why=None, rule=None)
    rule = await one_rule(access.session, extension_id, rule_id)
    return ForwardAnswer(why=why, rule=(await shown(access.session, [rule], language_of(request)))[0])


@router.get("/extensions/{extension_id}/forwarding/{forward_id}")
async def get_forward(access: Look, extension_id: UUID, forward_id: UUID, request: Request) -> ForwardOut:
    """One rule."""
    await _own_or_any(access, extension_id, "read")
    rule = await one_rule(access.session, extension_id, forward_id)
    return (await shown(access.session, [rule], language_of(request)))[0]


@router.patch("/extensions/{extension_id}/forwarding/{forward_id}")
async def change_forward(
    access: Look, extension_id: UUID, forward_id: UUID, wanted: ForwardChange, request: Request
) -> ForwardOut:
    """Change a rule, or switch it off and on."""
    await _own_or_any(access, extension_id, "edit")
    rule = await change_rule(access.session, extension_id, forward_id, wanted)
    return (await shown(access.session, [rule], language_of(request)))[0]


@router.delete("/extensions/{extension_id}/forwarding/{forward_id}", status_code=204)
async def delete_forward(access: Look, extension_id: UUID, forward_id: UUID) -> None:
    """Remove a rule."""
    await _own_or_any(access, extension_id, "edit")
    await remove_rule(access.session, extension_id, forward_id)


@router.get("/calls/{call_id}/forwarding")
async def get_call_forwarding(access: Look, call_id: UUID, request: Request) -> ForwardStory:
    """Why a call rang where it rang, in words and in order."""
    _, facts = await stats.story(access.session, call_id, await extensions.own_number(access))
    return told(facts, language_of(request))


async def _own_or_any(access: Access, extension_id: UUID, right: str) -> extensions.ExtensionRow:
    """The extension, if it is one's own or one has the right. Raises NotFound."""
    may = access.who.may("read") if right == "read" else access.who.may("edit")
    if not may and extension_id != access.who.extension:
        raise NotFound(what=str(extension_id))
    return await find(access.session, extensions.ExtensionRow, extension_id)
