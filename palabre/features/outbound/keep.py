"""Keeps the rules and prices of calls outside."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import numbers, trunks
from palabre.features.outbound.models import OutgoingRule, OutgoingSettings, Rate, VerifiedNumber
from palabre.features.outbound.rates import UNITS
from palabre.features.outbound.rules import Settings
from palabre.features.outbound.schemas import OutgoingRuleIn, RateNew, RatesIn
from palabre.kit.db import account_of, changed
from palabre.kit.errors import NotFound, PalabreError
from palabre.kit.rows import change, find, save


class RateTaken(PalabreError):
    """There is a price for the prefix already."""

    code, status = "rate_taken", 409
    fr = "Il y a déjà un prix pour le préfixe {prefix}."
    en = "There is a price for the prefix {prefix} already."


class TwoNumbers(PalabreError):
    """One number is shown, not two."""

    code, status = "two_numbers", 422
    fr = "Choisissez un numéro du compte ou un numéro vérifié, pas les deux."
    en = "Choose a number of the account or a verified one, not both."


class NotVerified(PalabreError):
    """A number that nobody has proved to be his own."""

    code, status = "not_verified", 409
    fr = "Le numéro {number} n'est pas encore vérifié."
    en = "The number {number} is not verified yet."


def stored(values: dict[str, Any]) -> dict[str, Any]:
    """Amounts as they are kept: whole millionths."""
    return {
        name: int(value * UNITS) if isinstance(value, Decimal) else value for name, value in values.items()
    }


async def settings_of(session: AsyncSession) -> OutgoingSettings | Settings:
    """The account's settings; the usual ones where it has changed nothing."""
    return await session.get(OutgoingSettings, account_of(session)) or Settings()


async def change_settings(session: AsyncSession, values: dict[str, Any]) -> OutgoingSettings:
    """Change what holds for all calls."""
    found = await session.get(OutgoingSettings, account_of(session))
    if found is None:
        found = OutgoingSettings(account_id=account_of(session))
        session.add(found)
    change(found, stored(values))
    await save(session)
    changed(session)
    return found


@dataclass(frozen=True)
class Place:
    """Where a rule stands: at an extension, at a group, or (neither) at the account."""

    extension: UUID | None = None
    group: UUID | None = None


async def rule_at(session: AsyncSession, place: Place) -> OutgoingRule | None:
    """What a place says. Raises NotFound."""
    await _check(session, "extensions", place.extension)
    await _check(session, "extension_groups", place.group)
    query = select(OutgoingRule).where(OutgoingRule.group_id.is_not_distinct_from(place.group))
    return await session.scalar(query.where(OutgoingRule.extension_id.is_not_distinct_from(place.extension)))


async def set_rule(session: AsyncSession, wanted: OutgoingRuleIn, place: Place) -> OutgoingRule:
    """Let a place say just this. Raises NotFound, TwoNumbers, NotVerified."""
    rule = await rule_at(session, place)
    await numbers.check_owned(session, wanted.number_id, "number_id")
    await numbers.check_owned(session, wanted.emergency_number_id, "emergency_number_id")
    if wanted.verified_number_id:
        verified = await find(session, VerifiedNumber, wanted.verified_number_id, "verified_number_id")
        if verified.verified_at is None:
            raise NotVerified(field="verified_number_id", number=verified.e164)
        if wanted.number_id:
            raise TwoNumbers(field="verified_number_id")
    if rule is None:
        rule = OutgoingRule(extension_id=place.extension, group_id=place.group)
        session.add(rule)
    change(rule, stored(wanted.model_dump()))
    await save(session)
    changed(session)
    return rule


async def _check(
    session: AsyncSession, table: Literal["extensions", "extension_groups"], thing: UUID | None
) -> None:
    # by their tables: the extensions' feature stands on this one
    query = text(f"select id from {table} where account_id = :account and id = :thing")
    if thing and not await session.scalar(query, {"account": account_of(session), "thing": thing}):
        raise NotFound(what=str(thing))


async def add_rate(session: AsyncSession, new: RateNew) -> Rate:
    """Add a price. Raises NotFound, RateTaken."""
    await trunks.check_owned(session, new.trunk_id)
    rate = Rate(**stored(new.model_dump()))
    session.add(rate)
    await save(session, rates_prefix=RateTaken(field="prefix", prefix=new.prefix))
    changed(session)
    return rate


async def change_rate(session: AsyncSession, rate_id: UUID, values: dict[str, Any]) -> Rate:
    """Change a price. Raises NotFound."""
    rate = await find(session, Rate, rate_id)
    change(rate, stored(values))
    await save(session)
    changed(session)
    return rate


async def remove_rate(session: AsyncSession, rate_id: UUID) -> None:
    """Take a price out of its table. Raises NotFound."""
    await session.delete(await find(session, Rate, rate_id))
    changed(session)


async def replace_rates(session: AsyncSession, wanted: RatesIn) -> int:
    """Put a whole price table in the place of another; how many there are now. Raises NotFound, RateTaken."""
    await trunks.check_owned(session, wanted.trunk_id)
    seen: set[tuple[bool, str]] = set()
    for each in wanted.rates:
        if (each.service, each.prefix) in seen:
            raise RateTaken(field="rates", prefix=each.prefix)
        seen.add((each.service, each.prefix))
    here = Rate.trunk_id.is_not_distinct_from(wanted.trunk_id)
    await session.execute(delete(Rate).where(Rate.account_id == account_of(session), here))
    for each in wanted.rates:
        session.add(Rate(**stored(each.model_dump() | {"trunk_id": wanted.trunk_id})))
    await save(session)
    changed(session)
    return len(seen)
