"""Gives short numbers to things of the account, and takes them back."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import feature_codes
from palabre.features.accounts import country_of
from palabre.features.numbers import moved
from palabre.features.numbers.check_digits import refusal
from palabre.features.numbers.kinds import name_of, names_of
from palabre.features.numbers.models import ShortNumber
from palabre.features.numbers.normalise import is_emergency
from palabre.features.numbers.reserved import ShortNumberReserved, ShortNumberTaken, reserved
from palabre.kit.db import account_of, changed
from palabre.kit.errors import NotFound, PalabreError
from palabre.kit.rows import Conflict, save


class EmergencyInPlan(PalabreError):
    """A short number in use calls for help in the wanted country."""

    code, status = "emergency_number_in_use", 409
    fr = "Dans ce pays, le numéro court {digits} est un numéro d'urgence : changez-le d'abord."
    en = "In that country the short number {digits} is an emergency number: change it first."


async def allot(session: AsyncSession, digits: str | None, kind: str, thing: UUID) -> None:
    """Make `digits` the short number of a thing instead of the one it had; None leaves it without.

    Raises ShortNumberTaken, ShortNumberMoved, ShortNumberReserved, FeatureCodeTaken, EmergencyNumber,
    DigitsWrong.
    """
    if digits is None:
        await release(session, kind, thing)
        return
    holder = await session.get(ShortNumber, (account_of(session), digits))
    if holder and holder.kind == moved.KIND:
        await moved.make_way(session, holder, kind, thing)
        holder = None
    if holder and (holder.kind, holder.target_id) == (kind, thing):
        return
    if holder:
        name = await name_of(session, holder.kind, holder.target_id)
        raise ShortNumberTaken(field="number", digits=digits, holder=name)
    if refused := refusal(digits, await country_of(session), await feature_codes.code_digits(session)):
        raise refused
    if digits in await reserved(session):
        raise ShortNumberReserved(field="number", digits=digits)
    await _take_back(session, kind, thing)
    session.add(ShortNumber(digits=digits, kind=kind, target_id=thing))
    await save(session, short_numbers_pkey=ShortNumberTaken(field="number", digits=digits, holder="?"))


async def move(session: AsyncSession, old: str, new: str, announce_days: int) -> ShortNumber:
    """Give a thing of whatever kind another short number, which the old one tells callers for so many days.

    Raises NotFound when nothing has the old one, and what `allot` raises.
    """
    holder = await session.get(ShortNumber, (account_of(session), old))
    if holder is None or holder.kind == moved.KIND:
        raise NotFound(field="short_number", what=old)
    kind, thing = holder.kind, holder.target_id
    try:
        await allot(session, new, kind, thing)
    except PalabreError as refused:
        refused.field = "to"
        raise
    if announce_days and new != old:
        await moved.announce(session, old, (kind, thing), announce_days)
    changed(session)
    return await session.get_one(ShortNumber, (account_of(session), new))


async def release(session: AsyncSession, kind: str, thing: UUID) -> None:
    """Take a thing's short number back, with those that it has moved away from."""
    await _take_back(session, kind, thing)
    await moved.forget_of(session, kind, thing)


async def _take_back(session: AsyncSession, kind: str, thing: UUID) -> None:
    await session.execute(
        delete(ShortNumber).where(
            ShortNumber.account_id == account_of(session),
            ShortNumber.kind == kind,
            ShortNumber.target_id == thing,
        )
    )


async def digits_of(session: AsyncSession, kind: str, things: Iterable[UUID]) -> dict[UUID, str]:
    """The short numbers of several things of one kind, in one query."""
    query = select(ShortNumber).where(ShortNumber.kind == kind, ShortNumber.target_id.in_(list(things)))
    return {each.target_id: each.digits for each in await session.scalars(query)}


async def plan(session: AsyncSession) -> dict[str, tuple[str, UUID, str]]:
    """The whole numbering plan: digits → kind, thing and its name. Old numbers past their time are freed.

    What parks calls is in it too.
    """
    await moved.forget_expired(session)
    rows = (await session.scalars(select(ShortNumber))).all()
    names = await names_of(session, [(each.kind, each.target_id) for each in rows])
    found = {each: ("parking", UUID(int=int(each)), "parking") for each in await reserved(session)}
    for each in rows:
        found[each.digits] = each.kind, each.target_id, names.get(each.target_id, "")
    return found


async def allot_many(session: AsyncSession, kind: str, things: Mapping[str, UUID]) -> None:
    """Give new things short numbers of which is known that they can be had. Raises Conflict."""
    owner = account_of(session)
    rows = [
        {"account_id": owner, "digits": digits, "kind": kind, "target_id": thing}
        for digits, thing in things.items()
    ]
    try:
        if rows:
            await session.execute(insert(ShortNumber), rows)
    except IntegrityError as taken:
        raise Conflict() from taken


async def check_country(session: AsyncSession, country: str) -> None:
    """Raises EmergencyInPlan when a short number of the account calls for help in a country."""
    in_use = set(await session.scalars(select(ShortNumber.digits)))
    for digits in sorted(in_use | await reserved(session)):
        if is_emergency(digits, country):
            raise EmergencyInPlan(field="country", digits=digits)
