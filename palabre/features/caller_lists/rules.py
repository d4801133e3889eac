"""Keeps the rules that apply lists: what they name must be the account's, and make sense together."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import extensions, greetings, numbers, voicemail
from palabre.features.caller_lists.models import CallerList, CallerListRule
from palabre.features.caller_lists.schemas import RuleChange, RuleNew, RuleOut
from palabre.kit.db import changed
from palabre.kit.errors import PalabreError
from palabre.kit.rows import change, find, save
from palabre.routing.models import Scenario


class RulePlaceWrong(PalabreError):
    """A rule's level and what it names do not fit together."""

    code, status = "rule_place_wrong", 422
    fr = "Une règle du niveau « {level} » doit désigner cela, et rien d'autre."
    en = "A rule of the level “{level}” must name that, and nothing else."


class RuleActionIncomplete(PalabreError):
    """A rule that does not say all that its action needs."""

    code, status = "rule_action_incomplete", 422
    fr = "L'action « {action} » demande aussi : {name}."
    en = "The action “{action}” also needs: {name}."


NEEDS = {"mailbox": "mailbox_id", "scenario": "scenario_id"}


async def add_rule(session: AsyncSession, new: RuleNew) -> CallerListRule:
    """Apply a list. Raises NotFound, RulePlaceWrong, RuleActionIncomplete."""
    values = new.model_dump()
    list_id = values.pop("caller_list_id")
    await find(session, CallerList, list_id, "caller_list_id")
    await check_owned(session, values)
    check_place(new.direction, new.level, new.number_id, new.extension_id)
    rule = CallerListRule(list_id=list_id, **values)
    _check_action(rule)
    session.add(rule)
    await save(session)
    changed(session)
    return rule


async def change_rule(session: AsyncSession, rule_id: UUID, wanted: RuleChange) -> CallerListRule:
    """Change what a rule does. Raises NotFound, RuleActionIncomplete."""
    rule = await find(session, CallerListRule, rule_id)
    values = wanted.sent()
    await check_owned(session, values)
    change(rule, values)
    _check_action(rule)
    await save(session)
    changed(session)
    return rule


def check_place(direction: str, level: str, number: UUID | None, extension: UUID | None) -> None:
    """Raises RulePlaceWrong."""
    fits = (number is not None) == (level == "number") and (extension is not None) == (level == "extension")
    if not fits or (direction == "outbound" and level == "number"):
        raise RulePlaceWrong(field="level", level=level)


async def check_owned(session: AsyncSession, values: dict[str, Any]) -> None:
    """Raises NotFound for anything that a rule names and the account does not have."""
    await greetings.check_owned(session, values.get("greeting_id"))
    if mailbox := values.get("mailbox_id"):
        await voicemail.check_owned(session, mailbox)
    if scenario := values.get("scenario_id"):
        await find(session, Scenario, scenario, "scenario_id")
    if number := values.get("number_id"):
        await numbers.check_owned(session, number, "number_id")
    if extension := values.get("extension_id"):
        await extensions.check_owned(session, extension)


def _check_action(rule: CallerListRule) -> None:
    needed = NEEDS.get(rule.action)
    if needed and getattr(rule, needed) is None:
        raise RuleActionIncomplete(field=needed, action=rule.action, name=needed)
    if rule.action == "message" and not (rule.text or rule.greeting_id):
        raise RuleActionIncomplete(field="text", action=rule.action, name="text")


def shown(rule: CallerListRule) -> RuleOut:
    """A rule as clients see it."""
    same = RuleOut.model_fields.keys() - {"caller_list_id"}
    return RuleOut(caller_list_id=rule.list_id, **{name: getattr(rule, name) for name in same})
