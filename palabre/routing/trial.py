"""A scripted call as the portal, a program or a file of cases describes it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, JsonValue, StringConstraints
from pydantic_core import PydanticCustomError

from palabre.calls.directory import Account
from palabre.phone.causes import Cause
from palabre.phone.events import Caller
from palabre.phone.script import (
    Absent,
    Answers,
    Behaviour,
    Moment,
    Press,
    Refuses,
    Rings,
    SaysNothing,
    Script,
)
from palabre.routing.answers import Says
from palabre.routing.plan import Plan, reachables
from palabre.routing.simulate import LONGEST_SECONDS, Trial
from palabre.routing.variables import (
    AccountVariables,
    Constant,
    Value,
    VariableName,
    VariableUnknown,
    fit,
)

Does = Literal["answers", "busy", "rejects", "rings", "nothing", "absent", "fails"]
YEARS = (2000, 2100)
Seconds = Annotated[float, Field(ge=0, le=LONGEST_SECONDS)]
Keys = Annotated[str, StringConstraints(pattern=r"^[0-9*#]{1,32}$")]


def in_our_time(at: datetime) -> datetime:
    """A moment that every calendar and time zone can reckon with."""
    if not YEARS[0] <= at.year <= YEARS[1]:
        raise PydanticCustomError("greater_than_equal", "not of our time", {"ge": YEARS[0]})
    return at


class When(BaseModel):
    """Seconds after the call began or, with `after_prompt`, after the n-th thing that the caller heard."""

    model_config = ConfigDict(extra="forbid")

    after_seconds: Seconds = 0
    after_prompt: int | None = Field(None, ge=1, le=1000)

    def moment(self) -> Moment:
        """The same for the script."""
        return Moment(self.after_seconds, self.after_prompt)


class KeysPressed(When):
    """The caller presses one key, or several quickly."""

    key: Keys


class Phone(BaseModel):
    """What a phone, a trunk or an outside number does when it is called.

    `seconds`: after how long it answers or refuses; `talks`: how long until it hangs up; `sip`: of `fails`.
    """

    model_config = ConfigDict(extra="forbid")

    does: Does
    seconds: Seconds = 3
    talks: Seconds | None = 10
    sip: int = Field(503, ge=400, le=699)

    def behaviour(self) -> Behaviour:
        """The same for the script."""
        match self.does:
            case "answers":
                return Answers(self.seconds, self.talks)
            case "busy":
                return Refuses(Cause.BUSY, 486)
            case "rejects":
                return Refuses(Cause.REJECTED, 603, self.seconds)
            case "fails":
                return Refuses(Cause.CONGESTION, self.sip)
            case "nothing":
                return SaysNothing()
            case "absent":
                return Absent()
            case "rings":
                return Rings()


class WebAnswer(BaseModel):
    """What a web server says when the scenario asks it, and after how long; `fails`: it says nothing."""

    model_config = ConfigDict(extra="forbid")

    status: int = Field(200, ge=100, le=599)
    body: JsonValue = None
    seconds: Seconds = 0.2
    fails: bool = False

    def says(self) -> Says:
        """The same for the script."""
        return Says(None if self.fails else self.status, msgspec.json.encode(self.body), self.seconds)


class ScriptedCall(BaseModel):
    """Who calls, when, and what everybody does.

    `phones` are named by short number (all phones of the extension), SIP identity, trunk identity or outside
    number; those that are not named answer after three seconds and hang up after ten more.
    """

    model_config = ConfigDict(extra="forbid")

    caller: str = Field(
        "+2250700000001", max_length=32, description="the number that calls; empty: anonymous"
    )
    caller_name: str = Field("", max_length=80)
    at: Annotated[AwareDatetime, AfterValidator(in_our_time)] | None = Field(
        None, description="when it calls; unset: now"
    )
    keys: list[KeysPressed] = Field([], max_length=100)
    hangs_up: When | None = Field(None, description="when the caller leaves; unset: he stays to the end")
    phones: dict[str, Phone | Does] = Field({}, max_length=100)
    answers: dict[str, WebAnswer] = Field(
        {}, max_length=100, description="what web servers say, by the beginning of the URL"
    )
    variables: dict[VariableName, Constant] = Field(
        {}, max_length=100, description="account-wide variables that hold something else than now"
    )

    def trial(self, account: Account, now: datetime) -> Trial:
        """The call ready to be played."""
        script = Script(
            presses=tuple(Press(each.key, each.moment()) for each in self.keys),
            hangs_up=self.hangs_up.moment() if self.hangs_up else None,
            phones=dict(self._phones(account)),
            others=Phone(does="answers").behaviour(),
        )
        answers = {each: answer.says() for each, answer in self.answers.items()}
        caller, written = Caller(self.caller, self.caller_name), dict(self._written(account))
        return Trial(self.at or now, caller, script, answers=answers, written=written)

    def _written(self, account: Account) -> Iterator[tuple[tuple[UUID, str], tuple[Value, datetime]]]:
        """The variables as if a call had just set them. Raises VariableUnknown, ValueNotOfType."""
        for name, value in self.variables.items():
            known = account.part(AccountVariables).by_name.get(name)
            if known is None:
                raise VariableUnknown(field=f"variables.{name}", name=name)
            yield (account.id, name), (fit(name, value, known.type), known.changed_at)

    def _phones(self, account: Account) -> Iterator[tuple[str, Behaviour]]:
        for name, described in self.phones.items():
            phone = described if isinstance(described, Phone) else Phone(does=described)
            for identity in identities(account, name):
                yield identity, phone.behaviour()


def identities(account: Account, name: str) -> list[str]:
    """The phones behind a short number, else the name itself."""
    kind, thing = account.part(Plan).short.get(name, ("", None))
    rung = getattr(reachables().get(kind), "phones", None)
    return [name] if rung is None else rung(account, thing)
