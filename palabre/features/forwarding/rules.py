"""Keeps an extension's forwarding rules: what they name must be the account's, and make sense."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import caller_lists, extensions, hours, numbers, trunks
from palabre.features.accounts import country_of
from palabre.features.forwarding import targets as named
from palabre.features.forwarding.models import Forward
from palabre.features.forwarding.schemas import ForwardChange, ForwardNew, ForwardOut, ForwardWarningOut
from palabre.features.forwarding.snapshot import Forwards
from palabre.features.forwarding.warn import Surroundings, warnings
from palabre.kit.db import account_of, changed, raw_of
from palabre.kit.errors import Language, NotFound, PalabreError
from palabre.kit.rows import TooManyThings, change, find, save
from palabre.routing.plan import Plan

MOST_RULES = 20


class ForwardBusyOfMobile(PalabreError):
    """A mobile network itself tells a second caller that the line is engaged."""

    code, status = "forward_busy_of_mobile", 422
    fr = "Un poste mobile n'a pas de renvoi sur occupation."
    en = "A mobile extension has no forwarding when busy."


class ForwardWithPhonesWrong(PalabreError):
    """The extension's own phones can only ring with others before they have rung alone."""

    code, status = "forward_with_phones_wrong", 422
    fr = "Les appareils du poste ne sonnent avec d'autres que pour « toujours » et en simultané."
    en = "The extension's own phones ring with others only for “always”, together."


async def add_rule(session: AsyncSession, extension_id: UUID, new: ForwardNew) -> Forward:
    """Add a rule. Raises NotFound, TooManyThings, and what is wrong with it."""
    extension = await find(session, extensions.ExtensionRow, extension_id)
    values = new.model_dump(exclude={"targets"})
    await _check_owned(session, values)
    if new.kind == "busy" and extension.kind == "mobile":
        raise ForwardBusyOfMobile(field="kind")
    count = select(func.count()).select_from(Forward).where(Forward.extension_id == extension_id)
    if (await session.scalar(count) or 0) >= MOST_RULES:
        raise TooManyThings(limit=MOST_RULES)
    found = await named.understood(session, extension_id, new.targets, new.together)
    return await _kept(session, Forward(extension_id=extension_id, targets=found, **values))


async def change_rule(
    session: AsyncSession, extension_id: UUID, rule_id: UUID, wanted: ForwardChange
) -> Forward:
    """Change a rule. Raises the same."""
    rule = await one_rule(session, extension_id, rule_id)
    values = wanted.sent()
    await _check_owned(session, values)
    together = values.get("together", rule.together)
    if "targets" in values:
        values["targets"] = await named.understood(session, extension_id, wanted.targets, together)
    change(rule, values)
    named.check_order(rule.targets, rule.together)
    return await _kept(session, rule)


async def one_rule(session: AsyncSession, extension_id: UUID, rule_id: UUID) -> Forward:
    """A rule of an extension. Raises NotFound."""
    rule = await find(session, Forward, rule_id)
    if rule.extension_id != extension_id:
        raise NotFound(what=str(rule_id))
    return rule


async def remove_rule(session: AsyncSession, extension_id: UUID, rule_id: UUID) -> None:
    """Remove a rule. Raises NotFound."""
    await session.delete(await one_rule(session, extension_id, rule_id))
    changed(session)


async def rules_of(session: AsyncSession, extension_id: UUID) -> list[Forward]:
    """An extension's rules in the order in which they are asked."""
    query = select(Forward).where(Forward.extension_id == extension_id)
    ordered = query.order_by((Forward.author == "code").desc(), Forward.position, Forward.id)
    return list(await session.scalars(ordered))


async def _kept(session: AsyncSession, rule: Forward) -> Forward:
    if rule.with_phones and not (rule.together and rule.kind == "always"):
        raise ForwardWithPhonesWrong(field="with_phones")
    session.add(rule)
    await save(session)
    changed(session)
    return rule


async def _check_owned(session: AsyncSession, values: dict[str, Any]) -> None:
    if schedule := values.get("schedule_id"):
        await hours.check_owned(session, schedule, "schedule_id")
    if caller_list := values.get("caller_list_id"):
        await find(session, caller_lists.CallerList, caller_list, "caller_list_id")
    country = await country_of(session) if values.get("callers") else ""
    for place, each in enumerate(values.get("callers") or ()):
        try:
            caller_lists.read_entry(each, country)
        except PalabreError as wrong:
            wrong.field = f"callers.{place}"
            raise


async def shown(session: AsyncSession, rules: Sequence[Forward], language: Language) -> list[ForwardOut]:
    """Rules as clients see them, with what is to be said about them."""
    around, known = await surroundings(session)
    to = await named.shown(session, [each.targets for each in rules])
    same = ForwardOut.model_fields.keys() - {"targets", "warnings"}
    found = []
    for rule in rules:
        each = known.by_id[rule.id]
        told = [
            ForwardWarningOut.model_validate({"code": one.code, "message": one.text(language)})
            for one in warnings(each, around)
        ]
        targets = [
            to[one["id"] or one["outside"]].model_copy(
                update={"seconds": one["seconds"], "press_to_accept": one["asks"]}
            )
            for one in rule.targets
        ]
        found.append(
            ForwardOut(targets=targets, warnings=told, **{name: getattr(rule, name) for name in same})
        )
    return found


async def surroundings(session: AsyncSession) -> tuple[Surroundings, Forwards]:
    """What a rule stands among."""
    account, rows = account_of(session), await raw_of(session)
    known = (await Forwards.load(rows, [account]))[account]
    plan = (await Plan.load(rows, [account]))[account]
    lines = (await trunks.Trunks.load(rows, [account]))[account].all
    own = (await numbers.Numbers.load(rows, [account]))[account]
    shows = any(each.shows_callers for each in lines)
    return Surroundings(known.by_extension, plan.digits, len(lines), len(own.by_id), shows), known
