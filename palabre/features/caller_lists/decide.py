"""Which list decides about a call: the account's lists first, then the number's, then the extension's.

Within one place a white list beats a black one, and what a white list leaves out (`only_these`) comes last.
Whoever a place lets through is let through for good: the places after it are not asked any more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from palabre.features.caller_lists.snapshot import CallerList, CallerLists, Direction, Level, Rule, micros
from palabre.features.caller_lists.traits import Subject

LEVELS: tuple[Level, ...] = ("account", "number", "extension")
Says = Literal["passed", "refused"]


@dataclass(frozen=True)
class Asked:
    """A call as lists see it: the outside number, and which number or extension it comes to or from."""

    direction: Direction
    outside: str
    number: UUID | None = None
    extension: UUID | None = None

    def concerns(self, rule: Rule) -> bool:
        """Whether a rule has a say in this call."""
        if rule.direction != self.direction:
            return False
        place = {"account": None, "number": self.number, "extension": self.extension}[rule.level]
        return rule.place == place


@dataclass(frozen=True)
class Opinion:
    """What one rule says to a call: `entry` is how the number is in its list, `says` None is nothing."""

    rule: Rule
    list: CallerList
    entry: str | None
    says: Says | None

    @property
    def rank(self) -> tuple[int, int]:
        """The smaller, the sooner it is heard."""
        weight = 0 if self.says == "passed" else 1 if self.list.type == "black" else 2
        return LEVELS.index(self.rule.level), weight


def opinions(lists: CallerLists, asked: Asked, now: datetime) -> list[Opinion]:
    """All that have a say, in the order in which they are heard; the first that says something decides."""
    return sorted(_opinions(lists, asked, now), key=lambda each: each.rank)


def decide(lists: CallerLists, asked: Asked, now: datetime) -> Opinion | None:
    """The opinion that counts; None when no list minds the call."""
    return next((each for each in opinions(lists, asked, now) if each.says is not None), None)


def _opinions(lists: CallerLists, asked: Asked, now: datetime) -> Iterator[Opinion]:
    subject, at = Subject(asked.outside), micros(now)
    for rule in lists.rules:
        found = lists.by_id.get(rule.list)
        if found is not None and asked.concerns(rule):
            entry = found.entries.find(subject, at)
            yield Opinion(rule, found, entry, _says(rule, found, entry is not None))


def _says(rule: Rule, found: CallerList, listed: bool) -> Says | None:
    if found.type == "white":
        return "passed" if listed else "refused" if rule.only_these else None
    return "refused" if listed else None
