"""Gives feature codes other digits, where neither another code nor a short number stands in the way."""

from collections.abc import Mapping

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


async def choose(session: AsyncSession, wanted: Mapping[str, str | None]) -> None:
    """Give codes other digits, or switch them off (None); several at once may change places.

    Raises NotFound, CodeTaken, CodeInPlan; `field` is the name of the code.
    """
    for name in wanted:
        if name not in codes():
            raise NotFound(field=name, what=name)
    chosen = await own_codes(session)
    in_future = in_force({**chosen, **wanted})
    for name, digits in wanted.items():
        if digits is not None:
            _check_others(in_future, name, digits)
            await _check_plan(session, name, digits)
    for name, digits in wanted.items():
        own = await session.get(OwnCode, (account_of(session), name))
        if own is None:
            session.add(OwnCode(name=name, digits=digits))
        else:
            own.digits = digits
    await save(session)
    changed(session)


def _check_others(in_future: Mapping[str, str], name: str, digits: str) -> None:
    code = codes()[name]
    others = {
        each
        for other, each in in_future.items()
        if other != name and not (each == digits and code.goes_with(codes()[other]))
    }
    for other in sorted(others | (RESERVED - {code.digits})):
        if other.startswith(digits) or digits.startswith(other):
            raise CodeTaken(field=name, digits=digits, other=other)


async def _check_plan(session: AsyncSession, name: str, digits: str) -> None:
    # by its table: the numbering plan asks this feature for the codes
    plan = "select digits from short_numbers where account_id = :account and starts_with(digits, :digits)"
    values = {"account": account_of(session), "digits": digits}
    number = await session.scalar(text(f"{plan} order by digits limit 1"), values)
    if number is not None:
        raise CodeInPlan(field=name, digits=digits, number=number)
