"""Lets a call through, or does with it what the lists say."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.directory import Account
from palabre.calls.facts import Kind
from palabre.features import greetings, numbers
from palabre.features.caller_lists.decide import Asked, Opinion, decide
from palabre.features.caller_lists.last_callers import remember
from palabre.features.caller_lists.snapshot import Action, CallerLists, Direction, Level, Rule
from palabre.phone.causes import Cause
from palabre.routing.flow import Flow, single
from palabre.routing.plan import Plan, flow_of
from palabre.routing.step import Step

DECIDED = "caller_list"
"""The fact that a list has decided about a call."""

CAUSES = {
    "rejected": Cause.REJECTED,
    "unassigned": Cause.UNASSIGNED,
    "unavailable": Cause.NO_ANSWER,
    "congestion": Cause.CONGESTION,
}


class Refuse(Step):
    """Ends a call that a list refuses, after a message if there is one."""

    type: ClassVar[str] = "refuse_caller"
    icon: ClassVar[str] = "phone-off"
    group: ClassVar[str] = "end"

    cause: Cause
    prompt: greetings.Prompt = greetings.Prompt()

    async def run(self, call: Call) -> None:
        """Say it before the answer, so that it costs the caller nothing."""
        call.note(Kind.REFUSED, why=DECIDED)
        await call.play(await self.prompt.sounds(call))
        await call.hang_up(self.cause)


class Screen(Step):
    """Asks the lists of the account and of the number about a call, before anything else happens to it."""

    type: ClassVar[str] = "screen"
    icon: ClassVar[str] = "shield"
    group: ClassVar[str] = "conditions"
    takes_time: ClassVar[bool] = False

    number: UUID
    then: Any

    async def run(self, call: Call) -> Flow:
        """Go on, or go where the list sends the call."""
        refused = _heard(call, Asked("inbound", call.caller.number, number=self.number))
        return refused or Flow(self.then.key, self.then.start, self.then.steps)


def screened(account: Account, number: UUID, then: Flow) -> Flow:
    """A flow of incoming calls to a number, behind the lists that apply to them."""
    if not _has_rules(account, "inbound", ("account", "number")):
        return then
    return single(f"screen:{number}", Screen(number=number, then=then))


def refused_by_extension(call: Call, extension: UUID) -> Flow | None:
    """What becomes of an outside caller whom an extension's own lists refuse; None: let it ring."""
    if not _from_outside(call):
        return None
    refused = None
    if not _passed(call) and _has_rules(call.account, "inbound", ("extension",)):
        refused = _heard(call, Asked("inbound", call.caller.number, extension=extension), ("extension",))
    if refused is None:
        remember(call, extension)
    return refused


def refused_destination(call: Call, dialled: str) -> Flow | None:
    """What becomes of a call to a number outside that the lists forbid; emergency calls always go."""
    country = call.account.country
    if numbers.is_emergency(dialled, country) or not _has_rules(call.account, "outbound"):
        return None
    kind, thing = call.account.part(Plan).short.get(call.caller.number, ("", None))
    extension = thing if kind == "extension" and not _from_outside(call) else None
    return _heard(call, Asked("outbound", numbers.shown(dialled, country), extension=extension))


def list_against(account: Account, extension: UUID, dialled: str, at: datetime) -> str | None:
    """The list that forbids an extension to call a number outside; emergency calls always go."""
    if numbers.is_emergency(dialled, account.country):
        return None
    asked = Asked("outbound", numbers.shown(dialled, account.country), extension=extension)
    decided = decide(account.part(CallerLists), asked, at)
    return decided.list.name if decided is not None and decided.says == "refused" else None


def is_listed(account: Account, number: str, at: datetime) -> bool:
    """Whether the lists of the account refuse a number outside, as a caller or as one who is called."""
    lists = account.part(CallerLists)
    asked: tuple[Direction, ...] = ("inbound", "outbound")
    found = (decide(lists, Asked(each, number), at) for each in asked)
    return any(each is not None and each.says == "refused" for each in found)


def flow_for(account: Account, rule: Rule) -> Flow:
    """What becomes of the calls that a rule refuses; a mailbox or scenario that has gone is a rejection."""
    action = rule.action
    if action.does == "mailbox" and action.mailbox:
        found = flow_of(account, "mailbox", action.mailbox)
    elif action.does == "scenario" and action.scenario:
        found = flow_of(account, "scenario", action.scenario)
    else:
        found = None
    return found or single(f"caller_list:{rule.id}", _refusal(action))


def _refusal(action: Action) -> Refuse:
    cause = Cause.BUSY if action.does == "busy" else CAUSES[action.cause]
    return Refuse(cause=cause, prompt=action.prompt if action.does == "message" else greetings.Prompt())


def _has_rules(account: Account, direction: Direction, levels: Iterable[Level] = ()) -> bool:
    rules = account.part(CallerLists).rules
    return any(each.direction == direction and (not levels or each.level in levels) for each in rules)


def _heard(call: Call, asked: Asked, levels: Iterable[Level] = ()) -> Flow | None:
    """Ask the lists, and keep in the facts which of them has decided."""
    decided = decide(call.account.part(CallerLists), asked, call.now())
    if decided is None or (levels and decided.rule.level not in levels):
        return None
    _note(call, decided)
    return flow_for(call.account, decided.rule) if decided.says == "refused" else None


def _note(call: Call, decided: Opinion) -> None:
    call.note(
        DECIDED,
        says=decided.says,
        list=str(decided.list.id),
        name=decided.list.name,
        type=decided.list.type,
        level=decided.rule.level,
        rule=str(decided.rule.id),
        entry=decided.entry,
    )


def _from_outside(call: Call) -> bool:
    return bool(call.log.facts) and call.log.facts[0].data.get("direction") == "inbound"


def _passed(call: Call) -> bool:
    """Whether a list of a higher place has let the call through already."""
    return any(each.kind == DECIDED and each.data["says"] == "passed" for each in call.log.facts)
