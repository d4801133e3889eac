"""The shapes of caller lists in the API."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from palabre.features.caller_lists.decide import Says
from palabre.features.caller_lists.snapshot import Cause, Direction, Does, Level
from palabre.kit.inputs import Input, Name, Output, Prose, untouched

Type = Literal["black", "white"]
Author = Literal["user", "import", "code"]
EntryKind = Literal["number", "range", "prefix", "mask", "country", "region", "type", "operator", "anonymous"]
Value = Annotated[
    Name,
    Field(
        description="+2250700000001, +22507*, +22507XX00XX, +22507…0000..+22507…0999, anonymous, "
        "country:CI, region:CI/Abidjan, type:mobile, operator:CI/Orange"
    ),
]
Outside = Annotated[str, StringConstraints(max_length=32, pattern=r"^[^\x00]*$")]


class CallerListNew(Input):
    """A list of callers: unwelcome ones (`black`) or welcome ones (`white`)."""

    name: Name
    type: Type = "black"


class CallerListChange(Input):
    """What can change of a list, at any time."""

    name: Name = untouched()
    type: Type = untouched()


class CallerListOut(Output):
    """A list; `own`: the one that “block this caller” fills, for the account or for `extension_id`."""

    id: UUID
    name: str
    type: Type
    own: bool
    extension_id: UUID | None
    entries: int
    created_at: datetime
    updated_at: datetime


class EntryNew(Input):
    """One entry; after `expires_at` it no longer holds."""

    value: Value
    expires_at: AwareDatetime | None = None
    comment: Name | None = None


class EntriesNew(Input):
    """Entries to be added; those that the list has already stay as they are."""

    entries: Annotated[list[EntryNew], Field(min_length=1, max_length=1000)]


class EntryChange(Input):
    """What can change of an entry."""

    expires_at: AwareDatetime | None = untouched()
    comment: Name | None = untouched()


class ListEntryOut(Output):
    """An entry; `author_id` is the user who added it, or imported it."""

    id: UUID
    kind: EntryKind
    value: str
    expires_at: datetime | None
    comment: str | None
    author: Author
    author_id: UUID | None
    created_at: datetime


class EntriesAdded(Output):
    """What became of entries: those added, and how many the list had already."""

    added: list[ListEntryOut]
    duplicates: int


class _Rule(Input):
    direction: Direction = "inbound"
    level: Level = "account"
    number_id: UUID | None = Field(None, description="which number, at the level `number`")
    extension_id: UUID | None = Field(None, description="which extension, at the level `extension`")
    only_these: bool = Field(False, description="a white list: refuse whoever is in no white list here")


class RuleNew(_Rule):
    """Applies a list: what it refuses is rejected with `cause`, or goes where `action` says."""

    caller_list_id: UUID
    action: Does = "reject"
    cause: Cause = "rejected"
    text: Prose | None = Field(None, description="what `message` says; or a greeting")
    greeting_id: UUID | None = None
    mailbox_id: UUID | None = None
    scenario_id: UUID | None = None
    enabled: bool = True


class RuleChange(Input):
    """What can change of a rule; where it applies cannot."""

    only_these: bool = untouched()
    action: Does = untouched()
    cause: Cause = untouched()
    text: Prose | None = untouched()
    greeting_id: UUID | None = untouched()
    mailbox_id: UUID | None = untouched()
    scenario_id: UUID | None = untouched()
    enabled: bool = untouched()


class RuleOut(Output):
    """A rule; rules are heard account first, then number, then extension, white before black."""

    id: UUID
    caller_list_id: UUID
    direction: Direction
    level: Level
    number_id: UUID | None
    extension_id: UUID | None
    only_these: bool
    action: Does
    cause: Cause
    text: str | None
    greeting_id: UUID | None
    mailbox_id: UUID | None
    scenario_id: UUID | None
    enabled: bool
    created_at: datetime
    updated_at: datetime


class OpinionOut(Output):
    """What one rule says: `entry` is how the number is in its list; `decides`: it is the one that counts."""

    rule_id: UUID
    caller_list_id: UUID
    list_name: str
    list_type: Type
    level: Level
    entry: str | None
    says: Says | None
    decides: bool
    why: str


class DecisionIn(BaseModel):
    """A call to be explained: the outside number (empty: it hides), and the number or extension concerned."""

    number: Outside
    called: Outside | None = Field(None, description="the account's number that is called")
    extension: Outside | None = Field(None, description="the extension's short number")
    direction: Direction = "inbound"


class DecisionOut(Output):
    """What becomes of a call (`open`: no list minds it); `opinions` in the order in which they count."""

    number: str
    verdict: Says | Literal["open"]
    action: Does | None
    precedence: list[Level]
    opinions: list[OpinionOut]


class HitsIn(_Rule):
    """A rule as it might be: over a list, or over entries that are in no list yet."""

    caller_list_id: UUID | None = None
    type: Type = Field("black", description="of `entries`; a list has its own")
    entries: Annotated[list[Value], Field(max_length=1000)] = []
    days: Annotated[int, Field(ge=1, le=30)] = 30


class HitOut(Output):
    """A call that the rule would have hit, and by which entry (null: it is in no white list)."""

    id: UUID
    started_at: datetime
    caller: str
    called: str
    entry: str | None


class HitsOut(Output):
    """What a rule would have hit: calls looked at, calls and different numbers hit, and the newest of them.

    `complete` is false when there were too many calls to look at all of them: the newest were.
    """

    since: datetime
    calls: int
    hits: int
    numbers: int
    complete: bool
    newest: list[HitOut]


class ImportIn(BaseModel):
    """How a file is to be read; columns count from 0, and the first line is usually a heading."""

    column_index: Annotated[int, Field(ge=0, le=99)] = 0
    comment_index: Annotated[int, Field(ge=0, le=99)] | None = None
    include_first_line: bool = False
    dry_run: bool = Field(False, description="only say what would become of it")
    expires_at: AwareDatetime | None = None


class LineProblemOut(Output):
    """A line that was left out; lines count from 1."""

    line: int
    text: str
    code: str
    message: str


class ImportOut(Output):
    """A file that is or was read into a list: `lines` of `total_lines` so far, the first 100 `problems`."""

    id: UUID
    dry_run: bool
    state: Literal["running", "done", "failed"]
    total_lines: int
    lines: int
    added: int
    duplicates: int
    invalid: int
    problems: list[LineProblemOut]
    created_at: datetime
    updated_at: datetime


class BlockIn(Input):
    """Where a call's outside number is blocked: in a list, else the extension's own, else the account's."""

    caller_list_id: UUID | None = None
    extension_id: UUID | None = None
    expires_at: AwareDatetime | None = None
    comment: Name | None = None


class BlockedOut(Output):
    """The list that a number was put into, and its entry; `added` is false when it was there already."""

    caller_list_id: UUID
    value: str
    added: bool


class RegionsOut(Output):
    """Names of places."""

    regions: list[str]
