"""Routes of the numbering plan's map, and of short numbers that move."""

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import feature_codes
from palabre.features.accounts import country_of
from palabre.features.numbers.allot import move
from palabre.features.numbers.check_digits import LONGEST, SHORTEST, USUAL_LENGTH, first_free, refusal
from palabre.features.numbers.kinds import name_of
from palabre.features.numbers.map_plan import LENGTHS, Plan, emergency_numbers, neighbours, overlaps, ranges
from palabre.features.numbers.models import MovedNumber, ShortNumber
from palabre.features.numbers.moved import forget_expired, stop_announcing
from palabre.features.numbers.normalise import is_service
from palabre.features.numbers.reserved import ShortNumberReserved, ShortNumberTaken, reserved
from palabre.features.numbers.schemas import (
    FreeShortNumber,
    MovedNumberOut,
    PlanCheckOut,
    PlanLengthOut,
    PlanMapOut,
    PlanOverlapOut,
    PlanRangeOut,
    PlanTroubleOut,
    ShortNumberMove,
    ShortNumberOut,
)
from palabre.kit.access import Access, Edit, Read
from palabre.kit.errors import PalabreError
from palabre.kit.http import language_of
from palabre.kit.inputs import Digits
from palabre.kit.rows import Page, Pages, turn

router = APIRouter()
SHOWN = 20
Length = Annotated[int, Query(ge=SHORTEST, le=LONGEST)]


@router.get("/short-numbers/free")
async def find_free_short_number(
    access: Read, length: Length = USUAL_LENGTH, start: Digits | None = None
) -> FreeShortNumber:
    """The lowest short number of a length that nothing has yet; or from `start` on, as long as that."""
    await forget_expired(access.session)
    plan = await _plan(access.session)
    length = len(start) if start else length
    return FreeShortNumber(
        digits=first_free({*plan.taken, *plan.parking}, plan.country, length, plan.codes, start or "")
    )


@router.get("/short-numbers/map")
async def map_short_numbers(access: Read, request: Request, length: Length | None = None) -> PlanMapOut:
    """What is free, taken or reserved, for one length or for all; numbers in each other's way."""
    plan = await _plan(access.session)
    wanted, emergency = [length] if length else LENGTHS, emergency_numbers(plan.country)
    codes = tuple(each for each in plan.codes if each.isdigit())
    suspects = sorted(each for each in plan.taken if each.startswith(codes) or each in emergency)
    refused = ((each, refusal(each, plan.country, plan.codes)) for each in suspects)
    return PlanMapOut(
        lengths=[_length(plan, each) for each in wanted],
        overlaps=[
            PlanOverlapOut(digits=short, count=len(longer), longer=longer[:SHOWN])
            for short, longer in overlaps(plan).items()
        ],
        conflicts=[_trouble(request, each, why) for each, why in refused if why is not None],
    )


@router.get("/short-numbers/check")
async def check_short_number(access: Read, request: Request, digits: Digits) -> PlanCheckOut:
    """What would happen if a short number were added; nothing is changed."""
    plan = await _plan(access.session)
    refused = await _refusal(access, plan, digits)
    near = neighbours(plan, digits)
    return PlanCheckOut(
        digits=digits,
        possible=refused is None,
        refusal=_trouble(request, digits, refused) if refused else None,
        longer=list(near.longer[:SHOWN]),
        shorter=list(near.shorter),
        feature_codes=list(near.codes),
        emergency=list(near.emergency),
        hides_service=is_service(digits, plan.country),
    )


@router.post("/short-numbers/{short_number}/move")
async def move_short_number(
    access: Edit, short_number: Annotated[Digits, Path()], wanted: ShortNumberMove
) -> ShortNumberOut:
    """Give what has a short number another one; the old one tells it to callers, and connects them."""
    new = await move(access.session, short_number, wanted.to, wanted.announce_days)
    name = await name_of(access.session, new.kind, new.target_id)
    return ShortNumberOut(digits=new.digits, kind=new.kind, target_id=new.target_id, name=name)


@router.get("/moved-numbers")
async def list_moved_numbers(access: Read, paging: Pages) -> Page[MovedNumberOut]:
    """The old short numbers that tell callers the new one."""
    rows, following = await turn(access.session, select(MovedNumber), MovedNumber, paging)
    return Page(items=[MovedNumberOut.model_validate(each) for each in rows], next=following)


@router.delete("/moved-numbers/{moved_number_id}", status_code=204)
async def delete_moved_number(access: Edit, moved_number_id: UUID) -> None:
    """Let an old number go: nobody announces the new one any more, and it can be given anew."""
    await stop_announcing(access.session, moved_number_id)


async def _plan(session: AsyncSession) -> Plan:
    taken = frozenset(await session.scalars(select(ShortNumber.digits)))
    codes, country = await feature_codes.code_digits(session), await country_of(session)
    return Plan(taken, codes, country, await reserved(session) - taken)


def _length(plan: Plan, length: int) -> PlanLengthOut:
    found = ranges(plan, length)

    def count(state: str) -> int:
        return sum(each.count for each in found if each.state == state)

    shown = [PlanRangeOut.model_validate(each) for each in found]
    return PlanLengthOut(length=length, taken=count("taken"), free=count("free"), ranges=shown)


async def _refusal(access: Access, plan: Plan, digits: str) -> PalabreError | None:
    if digits in plan.parking:
        return ShortNumberReserved(digits=digits)
    if digits not in plan.taken:
        return refusal(digits, plan.country, plan.codes)
    holders: Iterable[ShortNumber] = await access.session.scalars(
        select(ShortNumber).where(ShortNumber.digits == digits)
    )
    names = [await name_of(access.session, each.kind, each.target_id) for each in holders]
    return ShortNumberTaken(digits=digits, holder=names[0] if names else "?")


def _trouble(request: Request, digits: str, why: PalabreError) -> PlanTroubleOut:
    return PlanTroubleOut(digits=digits, code=why.code, message=why.text(language_of(request)))
