"""What a step of a scenario is; a feature's `step.py` holds the kinds that it brings."""

import typing
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from palabre.calls.call import Call
from palabre.calls.directory import Account
from palabre.calls.parties import stay
from palabre.kit import discover
from palabre.kit.errors import PalabreError

if TYPE_CHECKING:
    from palabre.routing.flow import Flow

BACK = "back"
"""What a step returns to lead the caller back to the menu before: no arrow leaves from it."""
DONE = "done"
"""The exit of a step that does one thing and has done it."""
FAILED = "failed"
"""The exit that every step has besides its own: something went wrong."""


class Step(BaseModel):
    """One element of a scenario: its fields are its form, the return type of `run` declares its exits.

    `takes_time`: a caller hears something in it, so that a loop through it is harmless, unless through exits
    that can be taken `at_once`, before anything was heard. `exits_from` names the field whose values are
    exits too, or whose parts' names are (`branches.name`). `returned_to`: the `back` of a later step leads
    to it. `personal`: nobody is transferred into it. `asks_outside`: what it brings is not decided here, so
    that a replay takes it from the past.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: ClassVar[str]
    icon: ClassVar[str]
    group: ClassVar[str]
    takes_time: ClassVar[bool] = True
    at_once: ClassVar[frozenset[str]] = frozenset()
    returned_to: ClassVar[bool] = False
    personal: ClassVar[bool] = False
    asks_outside: ClassVar[bool] = False
    exits_from: ClassVar[str | None] = None

    async def run(self, call: Call) -> Any:
        """Do it, and return the exit taken, a flow to go on with, or None to end."""
        raise NotImplementedError

    async def talk_on(self, call: Call, party: str) -> "Flow | None":
        """Stay in a conversation that this step began before a restart; the flow to go on with after it."""
        await stay(call, party)
        return None

    def exits(self) -> tuple[str, ...]:
        """The exits that must lead somewhere."""
        return declared_exits(type(self))

    def problems(self) -> Iterator[PalabreError]:
        """What its fields cannot say by themselves: errors that forbid publishing."""
        yield from ()

    def problems_in(self, account: Account) -> Iterator[PalabreError]:
        """The same for what only the account can tell: whether the things it names are fit for use."""
        yield from ()

    def warnings_in(self, account: Account) -> Iterator[PalabreError]:
        """What is probably not meant, but forbids nothing."""
        yield from ()

    def silence(self) -> float:
        """The longest that a caller may hear nothing in it without having been asked anything, in seconds."""
        return 0

    def goes_on_in(self, account: Account) -> "Flow | None":
        """The flow that it hands the call over to, where that is known beforehand."""
        return None


class Ref:
    """Marks a field that names another thing of the account, as in `Annotated[UUID, Ref("schedule")]`."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> Any:
        found = handler(schema)
        found["widget"] = self.kind
        return found


ScheduleRef = Annotated[UUID, Ref("schedule")]
ExtensionRef = Annotated[UUID, Ref("extension")]
MailboxRef = Annotated[UUID, Ref("mailbox")]
FaxLineRef = Annotated[UUID, Ref("fax")]
GreetingRef = Annotated[UUID, Ref("greeting")]
ScenarioRef = Annotated[UUID, Ref("scenario")]
TrunkRef = Annotated[UUID, Ref("trunk")]
NumberRef = Annotated[UUID, Ref("number")]
QueueRef = Annotated[UUID, Ref("queue")]
ConferenceRef = Annotated[UUID, Ref("conference")]
CallerListRef = Annotated[UUID, Ref("caller_list")]


@cache
def declared_exits(kind: type[Step]) -> tuple[str, ...]:
    """The strings of the Literal that `run` returns; none for a step that ends the call."""
    returned = typing.get_type_hints(kind.run)["return"]
    options = [returned, *typing.get_args(returned)]
    literals = [each for each in options if typing.get_origin(each) is Literal]
    return tuple(value for each in literals for value in typing.get_args(each))


def references(step: BaseModel) -> Iterator[tuple[str, str, UUID]]:
    """The things a step names: field, kind, id; also inside lists and nested forms."""
    for name, info in type(step).model_fields.items():
        kinds = [each.kind for each in info.metadata if isinstance(each, Ref)]
        for value in _each(getattr(step, name)):
            if isinstance(value, BaseModel):
                yield from ((f"{name}.{field}", kind, ref) for field, kind, ref in references(value))
            elif isinstance(value, UUID):
                kind = kinds[0] if kinds else _optional_kind(info.annotation)
                if kind:
                    yield name, kind, value


def _each(value: Any) -> Iterator[Any]:
    if isinstance(value, (list, tuple)):
        yield from value
    elif isinstance(value, dict):
        yield from value.values()
    elif value is not None:
        yield value


def _optional_kind(annotation: Any) -> str | None:
    """The Ref inside `SomeRef | None` or `tuple[SomeRef, ...]`."""
    for each in typing.get_args(annotation):
        for mark in getattr(each, "__metadata__", ()):
            if isinstance(mark, Ref):
                return mark.kind
    return None


@cache
def kinds() -> dict[str, type[Step]]:
    """Every kind of step, by type; found in the features' `step.py`."""
    found: dict[str, type[Step]] = {}
    for module in discover.modules("palabre.features", "step"):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Step) and value.__module__ == module.__name__:
                found[value.type] = value
    return found
