"""The shapes of forwarding in the API."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from palabre.features.forwarding.chain import Loop
from palabre.features.forwarding.snapshot import Kind, Shown
from palabre.kit.inputs import Input, Name, Output, untouched

State = Literal["open", "closed"]
CallersAre = Literal["in", "not_in"]
Seconds = Annotated[int, Field(ge=1, le=600)]
Position = Annotated[int, Field(ge=0, le=1000)]
Diallable = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
Callers = Annotated[list[Name], Field(max_length=100)]


class ForwardTargetIn(Input):
    """Where a call goes: `to` is a short number or a telephone number as people dial it.

    `target_id` names a thing instead (a scenario may have no number). It rings for `seconds`. Outside,
    `press_to_accept` asks whoever picks up for a key, so that a mobile's mailbox never takes the call.
    """

    to: Diallable | None = None
    target_id: UUID | None = None
    seconds: Seconds = 25
    press_to_accept: bool = True


Targets = Annotated[list[ForwardTargetIn], Field(min_length=1, max_length=10)]


class ForwardNew(Input):
    """A rule: which calls of an extension go where; the first rule of a kind whose conditions hold decides.

    `always` comes before the extension rings, the others when it missed the call; `no_answer` after
    `ring_seconds` (unset: as long as the extension rings). Targets are tried one after the other or
    `together` (`with_phones`: with the extension's own phones, for `always`). `shown`: the number that
    targets outside see: the caller's (where the line takes it), the extension's own, or the company's.
    It holds while the schedule is in `schedule_state`, and for callers who are `in` or `not_in` the list and
    the numbers or masks of `callers`.
    """

    kind: Kind
    targets: Targets
    enabled: bool = True
    position: Position = 0
    ring_seconds: Seconds | None = None
    together: bool = False
    with_phones: bool = False
    shown: Shown = "caller"
    schedule_id: UUID | None = None
    schedule_state: State = "open"
    caller_list_id: UUID | None = None
    callers: Callers = []
    callers_are: CallersAre = "in"


class ForwardChange(Input):
    """What can change of a rule; its kind cannot."""

    targets: Targets = untouched()
    enabled: bool = untouched()
    position: Position = untouched()
    ring_seconds: Seconds | None = untouched()
    together: bool = untouched()
    with_phones: bool = untouched()
    shown: Shown = untouched()
    schedule_id: UUID | None = untouched()
    schedule_state: State = untouched()
    caller_list_id: UUID | None = untouched()
    callers: Callers = untouched()
    callers_are: CallersAre = untouched()


class ForwardTargetOut(Output):
    """A target: its `kind` (extension, queue, mailbox… or `number` for one outside) and `name`.

    `to` is what one would dial; null for a thing without a short number.
    """

    to: str | None
    kind: str
    target_id: UUID | None
    name: str
    seconds: int
    press_to_accept: bool


class ForwardWarningOut(Output):
    """Something about a rule that is probably not meant, but can be kept."""

    code: Literal["forward_loop", "forward_without_line", "forward_without_number", "caller_not_shown"]
    message: str


class ForwardOut(Output):
    """A rule; `author`: whether a person or a phone (by its code) has set it."""

    id: UUID
    extension_id: UUID
    kind: Kind
    targets: list[ForwardTargetOut]
    enabled: bool
    author: Literal["user", "code"]
    position: int
    ring_seconds: int | None
    together: bool
    with_phones: bool
    shown: Shown
    schedule_id: UUID | None
    schedule_state: State
    caller_list_id: UUID | None
    callers: list[str]
    callers_are: CallersAre
    warnings: list[ForwardWarningOut]
    created_at: datetime
    updated_at: datetime


class ForwardingOut(Output):
    """All forwarding of an extension: the kinds it can have, its rules in the order in which they are asked.

    `always_now`: whether all its calls are sent on at this moment, whoever calls.
    """

    extension_id: UUID
    number: str | None
    kinds: list[Kind]
    always_now: bool
    rules: list[ForwardOut]


class ForwardQuestion(Input):
    """A call to be explained: who calls (a number or short number, empty: he hides), and when (now)."""

    caller: Annotated[str, StringConstraints(max_length=32, pattern=r"^[^\x00]*$")] = ""
    busy: bool = Field(False, description="the extension is in a call")
    registered: bool = Field(True, description="its phone is on")


class ForwardAnswer(Output):
    """What would become of it: the rule that sends it on (null: it rings, or nobody is reached)."""

    why: Kind | None
    rule: ForwardOut | None


class ForwardStep(Output):
    """One thing that forwarding did in a call.

    `sent`: the extension `number` sent the call on, because of its rule for `why`; `rang`: a number outside
    rang and saw `shown`; `asked` and `declined`: who picked up was asked for a key, and did not press it;
    `refused`: the carrier refused the number; `skipped`: it could not be called; `came_back`: nobody took it;
    `loop`: it was not sent on again.
    """

    at: datetime
    what: Literal["sent", "rang", "asked", "declined", "refused", "skipped", "came_back", "loop"]
    number: str | None = None
    name: str | None = None
    why: str | None = None
    rule_id: UUID | None = None
    to: list[str] = []
    shown: str | None = None
    loop: Loop | None = None
    text: str


class ForwardStory(Output):
    """Why a call rang where it rang: how often others had sent it on before, and what became of it here."""

    hops_before: int
    steps: list[ForwardStep]
