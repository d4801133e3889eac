"""What would become of a call, by the same decision that live calls get."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import caller_lists, hours, numbers
from palabre.features.accounts import country_of
from palabre.features.forwarding.decide import Asked, decide
from palabre.features.forwarding.schemas import ForwardQuestion
from palabre.features.forwarding.snapshot import Forwards, Kind
from palabre.kit.clock import clock
from palabre.kit.db import account_of, raw_of
from palabre.routing.plan import Plan


async def what_if(
    session: AsyncSession, extension: UUID, question: ForwardQuestion
) -> tuple[Kind | None, UUID | None]:
    """The rule that would send the call on, and its kind."""
    kinds: list[Kind] = ["always"]
    if not question.registered:
        kinds.append("unavailable")
    elif question.busy:
        kinds.append("busy")
    else:
        kinds.append("no_answer")
    account, rows = account_of(session), await raw_of(session)
    country = await country_of(session)
    rules = (await Forwards.load(rows, [account]))[account].by_extension.get(extension, [])
    schedules = (await hours.Schedules.load(rows, [account]))[account]
    lists = await caller_lists.lists_for(rows, account, question.caller, country)
    caller = numbers.shown(question.caller, country)
    called = (await Plan.load(rows, [account]))[account].short.get(question.caller, ("", None))
    inside = called[1] if called[0] == "extension" else None
    for kind in kinds:
        asked = Asked(kind, caller, clock.now(), country, inside)
        rule = decide(rules, asked, schedules, lists)
        if rule is not None:
            return kind, rule.id
    return None, None


async def always_now(session: AsyncSession, extension: UUID) -> bool:
    """Whether all calls are sent on at this moment, whoever calls."""
    account, rows = account_of(session), await raw_of(session)
    rules = (await Forwards.load(rows, [account]))[account].by_extension.get(extension, [])
    if not any(each.kind == "always" and each.enabled for each in rules):
        return False
    for_all = [each for each in rules if each.when.callers is None and each.when.list is None]
    schedules = (await hours.Schedules.load(rows, [account]))[account]
    asked = Asked("always", "", clock.now(), await country_of(session))
    return decide(for_all, asked, schedules, caller_lists.CallerLists()) is not None
