"""What an extension may do outside: its own rule, where that says nothing its group's, then the account's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Literal
from uuid import UUID

from palabre.features.numbers import Permission

Choice = Literal["default", "region", "carousel"]
Level = Literal["extension", "group", "account", "standard"]


@dataclass(frozen=True)
class Settings:
    """What holds for all calls of an account; a limit of None: none, a currency of None: the country's."""

    currency: str | None = None
    trunk_choice: Literal["ordered", "least_cost"] = "ordered"
    most_calls: int | None = None
    daily_limit: int | None = None
    monthly_limit: int | None = None
    call_back_hours: int = 0


@dataclass(frozen=True)
class Rule:
    """What one place says; None leaves it to the next wider one. `number` is owned or verified."""

    number: UUID | None = None
    choice: Choice | None = None
    permission: Permission | None = None
    premium: bool | None = None
    satellite: bool | None = None
    services: bool | None = None
    withheld: bool | None = None
    daily_limit: int | None = None
    monthly_limit: int | None = None
    emergency_number: UUID | None = None
    location: str | None = None


NAMES = tuple(each.name for each in fields(Rule))


@dataclass(frozen=True)
class Subscriber:
    """An extension as far as its calls outside go."""

    kind: str = "internal"
    number: UUID | None = None
    group: UUID | None = None


@dataclass(frozen=True)
class InForce:
    """What holds for one caller in the end, and which place says so of a field."""

    choice: Choice
    permission: Permission
    premium: bool
    satellite: bool
    services: bool
    withheld: bool
    number: UUID | None
    daily_limit: int | None
    monthly_limit: int | None
    emergency_number: UUID | None
    location: str | None
    said_by: Mapping[str, Level] = field(default_factory=dict)


STANDARD = Rule(
    choice="default",
    permission="international",
    premium=False,
    satellite=False,
    services=False,
    withheld=False,
)


@dataclass(frozen=True)
class Rules:
    """All rules of an account: by extension or group, None for the account's own."""

    settings: Settings = Settings()
    by_place: Mapping[UUID | None, Rule] = field(default_factory=dict)
    subscribers: Mapping[UUID, Subscriber] = field(default_factory=dict)

    def subscriber(self, extension: UUID | None) -> Subscriber:
        """An extension; the company itself is an internal one."""
        return self.subscribers.get(extension, Subscriber()) if extension else Subscriber()

    def in_force(self, extension: UUID | None) -> InForce:
        """What holds for an extension, or (None) for the company itself, which has the account's rule."""
        values: dict[str, object] = {}
        said_by: dict[str, Level] = {}
        for level, rule in self._places(extension):
            for name in NAMES:
                value = getattr(rule, name)
                if value is not None and name not in values:
                    values[name], said_by[name] = value, level
        named = {name: values.get(name) for name in NAMES}
        return InForce(**named, said_by=said_by)  # type: ignore[arg-type]  # the names are the same

    def _places(self, extension: UUID | None) -> Iterator[tuple[Level, Rule]]:
        own = self.subscriber(extension)
        if extension is not None:
            yield "extension", self.by_place.get(extension, Rule())
            yield "extension", Rule(number=own.number)
        if own.group is not None:
            yield "group", self.by_place.get(own.group, Rule())
        account = self.by_place.get(None, Rule())
        yield "account", account if extension is not None else _of_company(account)
        yield "standard", STANDARD


def _of_company(rule: Rule) -> Rule:
    """What administrators have drawn themselves asks nobody's permission."""
    return Rule(
        number=rule.number,
        choice=rule.choice,
        premium=True,
        satellite=True,
        services=True,
        emergency_number=rule.emergency_number,
        location=rule.location,
    )
