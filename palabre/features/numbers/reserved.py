"""Short numbers that no thing has, but that a feature needs for itself: it brings a `reserves.py`."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import feature_codes
from palabre.features.accounts import country_of
from palabre.features.numbers.check_digits import refusal
from palabre.features.numbers.kinds import name_of
from palabre.features.numbers.models import ShortNumber
from palabre.kit import discover
from palabre.kit.db import account_of
from palabre.kit.errors import PalabreError


class ShortNumberReserved(PalabreError):
    """A feature needs the number."""

    code, status = "short_number_reserved", 409
    fr = "Le numéro court {digits} est réservé au parcage d'appels : changez d'abord ses places."
    en = "The short number {digits} is reserved for parking calls: change the parking places first."


class ShortNumberTaken(PalabreError):
    """Another thing has the short number."""

    code, status = "short_number_taken", 409
    fr = "Le numéro court {digits} est déjà celui de « {holder} »."
    en = "The short number {digits} already belongs to “{holder}”."


async def reserved(session: AsyncSession) -> frozenset[str]:
    """What the session's account can give to nothing."""
    digits: set[str] = set()
    for module in discover.modules("palabre.features", "reserves"):
        digits |= await module.reserves(session)
    return frozenset(digits)


async def check_range(session: AsyncSession, digits: Sequence[str], field: str) -> None:
    """Raises ShortNumberTaken, FeatureCodeTaken, EmergencyNumber for numbers that a feature cannot have."""
    country, codes = await country_of(session), await feature_codes.code_digits(session)
    for each in digits:
        if refused := refusal(each, country, codes):
            raise type(refused)(field=field, **refused.values)
    query = select(ShortNumber).where(
        ShortNumber.account_id == account_of(session), ShortNumber.digits.in_(digits)
    )
    holder = await session.scalar(query.order_by(ShortNumber.digits).limit(1))
    if holder is not None:
        name = await name_of(session, holder.kind, holder.target_id)
        raise ShortNumberTaken(field=field, digits=holder.digits, holder=name)
