"""Which rule sends a call on, if any."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from palabre.features import caller_lists, hours
from palabre.features.forwarding.snapshot import OUTSIDE, Forward, Kind, Target


@dataclass(frozen=True)
class Asked:
    """A call that an extension cannot or shall not take: why, who calls (as the phone shows it), and when.

    `inside` is the extension that calls, if one does.
    """

    why: Kind
    caller: str
    at: datetime
    country: str = "CI"
    inside: UUID | None = None


def decide(
    rules: Iterable[Forward], asked: Asked, schedules: hours.Schedules, lists: caller_lists.CallerLists
) -> Forward | None:
    """The first rule of the kind whose conditions all hold; None: the call stays."""
    return next(
        (
            each
            for each in rules
            if each.kind == asked.why
            and each.enabled
            and not _comes_from_there(each, asked)
            and _in_time(each, asked, schedules)
            and _concerns(each, asked, lists)
        ),
        None,
    )


def is_caller(target: Target, caller: str, inside: UUID | None) -> bool:
    """Whether a call would be sent back to the one who makes it."""
    if target.kind == OUTSIDE:
        return target.outside == caller
    return inside is not None and target.thing == inside


def _comes_from_there(rule: Forward, asked: Asked) -> bool:
    """A secretary reaches the one whose calls come to her, and a mobile its owner's desk."""
    back = [is_caller(each, asked.caller, asked.inside) for each in rule.targets]
    return any(back) if rule.kind == "always" else all(back)


def _in_time(rule: Forward, asked: Asked, schedules: hours.Schedules) -> bool:
    schedule = schedules.by_id.get(rule.when.schedule) if rule.when.schedule else None
    return schedule is None or schedule.state(asked.at).open == rule.when.open


def _concerns(rule: Forward, asked: Asked, lists: caller_lists.CallerLists) -> bool:
    """Among the listed callers, or among those named in the rule itself; or in neither."""
    named = [rule.when.callers] if rule.when.callers is not None else []
    found = lists.by_id.get(rule.when.list) if rule.when.list else None
    named += [found.entries] if found else []
    if not named:
        return True
    among = any(caller_lists.is_among(each, asked.caller, asked.country, asked.at) for each in named)
    return among == rule.when.among
