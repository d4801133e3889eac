"""Gives feature codes other digits, where neither another code nor a short number stands in the way."""

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.feature_codes.models import OwnCode
from palabre.kit.db import account_of, changed
from palabre.kit.errors import NotFound, PalabreError
from palabre.kit.rows import save
from palabre.routing.codes import RESERVED, codes, in_force


class CodeTaken(PalabreError):
    """Another code begins with the digits, or they begin with it."""

    code, status = "code_taken", 409
    fr = "Le code {digits} se confond avec le code {other}."
    en = "The code {digits} would be mistaken for the code {other}."


class CodeInPlan(PalabreError):
    """A short number in use begins with the digits."""

    code, status = "code_in_plan", 409
    fr = "Le code {digits} cacherait le numéro court {number} : changez-le d'abord."
    en = "The code {digits} would hide the short number {number}: change that first."


async def own_codes(session: AsyncSession) -> dict[str, str | None]:
    """What the session's account has chosen itself: name → digits."""
    return {each.name: each.digits for each in await session.scalars(select(OwnCode))}


async def code_digits(session: AsyncSession) -> frozenset[str]:
    """What no short number of the session's account may begin with."""
    return RESERVED | frozenset(in_force(await own_codes(session)).values())


async def choose(session: AsyncSession, name: str, digits: str | None) -> None:
    """Give a code other digits, or switch it off. Raises NotFound, CodeTaken, CodeInPlan."""
    code = codes().get(name)
    if code is None:
        raise NotFound(what=name)
    if digits is not None:
        await _check(session, name, digits)
    own = await session.get(OwnCode, (account_of(session), name))
    if own is None:
        session.add(OwnCode(name=name, digits=digits))
    else:
        own.digits = digits
    await save(session)
    changed(session)


async def _check(session: AsyncSession, name: str, digits: str) -> None:
    others = in_force(await own_codes(session))
    others.pop(name, None)
    reserved = RESERVED - {codes()[name].digits}
    for other in sorted({*others.values(), *reserved}):
        if other.startswith(digits) or digits.startswith(other):
            raise CodeTaken(field="digits", digits=digits, other=other)
    # by its table: the numbering plan asks this feature for the codes
    plan = "select digits from short_numbers where account_id = :account and starts_with(digits, :digits)"
    values = {"account": account_of(session), "digits": digits}
    number = await session.scalar(text(f"{plan} order by digits limit 1"), values)
    if number is not None:
        raise CodeInPlan(field="digits", digits=digits, number=number)
