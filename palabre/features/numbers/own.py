"""Adds public numbers to an account and gives them up."""

from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.accounts import country_of
from palabre.features.numbers.models import Number
from palabre.features.numbers.normalise import e164
from palabre.features.numbers.schemas import NumberNew
from palabre.kit.db import account_of, changed
from palabre.kit.errors import PalabreError
from palabre.kit.rows import find, save
from palabre.routing.lock import to_lead_to
from palabre.routing.uses import refuse_if_in_scenario


class NumberNotValid(PalabreError):
    """Not a telephone number."""

    code, status = "number_not_valid", 422
    fr = "« {number} » n'est pas un numéro de téléphone ({country})."
    en = "“{number}” is not a telephone number ({country})."


class NumberTaken(PalabreError):
    """The number is in use already, in this account or in another."""

    code, status = "number_taken", 409
    fr = "Le numéro {number} est déjà utilisé."
    en = "The number {number} is already in use."


class PrefixTaken(PalabreError):
    """Another number of the account has the prefix."""

    code, status = "prefix_taken", 409
    fr = "Le préfixe {prefix} est déjà celui d'un autre numéro."
    en = "The prefix {prefix} already belongs to another number."


class UsedByExtension(PalabreError):
    """An extension shows the number when it calls."""

    code, status = "used_by_extension", 409
    fr = "« {name} » est utilisé par le poste « {user} »."
    en = "“{name}” is used by the extension “{user}”."


async def add_number(session: AsyncSession, new: NumberNew) -> Number:
    """Add a public number. Raises NumberNotValid, NumberTaken, PrefixTaken, what `to_lead_to` raises."""
    country = await country_of(session)
    number = e164(new.e164, country)
    if number is None:
        raise NumberNotValid(field="e164", number=new.e164, country=country)
    if new.scenario_id:
        await to_lead_to(session, new.scenario_id, "scenario_id")
    row = Number(**new.model_dump() | {"e164": number})
    session.add(row)
    await keep(session, row)
    changed(session)
    return row


async def keep(session: AsyncSession, row: Number) -> None:
    """Save a number. Raises NumberTaken, PrefixTaken."""
    taken = NumberTaken(field="e164", number=row.e164)
    await save(session, numbers_e164_key=taken, numbers_prefix=PrefixTaken(field="prefix", prefix=row.prefix))


async def remove_number(session: AsyncSession, number_id: UUID) -> None:
    """Give a number up. Raises NotFound, UsedByExtension, UsedByScenario."""
    number = await find(session, Number, number_id)
    # by its table: the extensions' feature stands on this one
    shown_by = (
        "select name from extensions where account_id = :account and outgoing_number_id = :number limit 1"
    )
    user = await session.scalar(text(shown_by), {"account": account_of(session), "number": number_id})
    if user:
        raise UsedByExtension(name=number.e164, user=user)
    await refuse_if_in_scenario(session, number_id, number.e164)
    await session.delete(number)
    await save(session)
    changed(session)


async def is_own(session: AsyncSession, number: str) -> bool:
    """Whether a number in its one form is the account's."""
    return await session.scalar(select(Number.id).where(Number.e164 == number)) is not None


async def check_owned(
    session: AsyncSession, number_id: UUID | None, field: str = "outgoing_number_id"
) -> None:
    """Raises NotFound for a number that is not the account's; None is fine. `field` names the input."""
    if number_id:
        await find(session, Number, number_id, field)


async def own_numbers(session: AsyncSession) -> frozenset[str]:
    """All public numbers of the account."""
    return frozenset(await session.scalars(select(Number.e164)))
