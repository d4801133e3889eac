"""The shapes of saved tries in the API."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from palabre.calls.directory import Account
from palabre.kit.inputs import Input, Name, Output, untouched
from palabre.routing.schemas import ProblemOut, StoryOut, TakenOut, Version
from palabre.routing.simulate import Trial
from palabre.routing.trial import ScriptedCall, in_our_time
from palabre.routing.verdict import Expected


class SavedScript(ScriptedCall):
    """A scripted call at a time of its own, so that it always goes the same way."""

    at: Annotated[datetime, AfterValidator(in_our_time)] = Field(
        description="when it calls; without an offset: by the clocks of the account"
    )

    def trial(self, account: Account, now: datetime) -> Trial:
        """The call ready to be played."""
        at = self.at if self.at.tzinfo else self.at.replace(tzinfo=ZoneInfo(account.time_zone))
        return replace(super().trial(account, now), start=at.astimezone(UTC))


class TryNew(Input):
    """A scripted call with a name, and what must become of it."""

    name: Name
    script: SavedScript
    expects: Expected = Expected()


class TryChange(Input):
    """What can change of a saved try."""

    name: Name = untouched()
    script: SavedScript = untouched()
    expects: Expected = untouched()


class TryOut(Output):
    """A saved try."""

    id: UUID
    name: str
    script: SavedScript
    expects: Expected
    created_at: datetime
    updated_at: datetime


class RunIn(Input):
    """Through what the tries are played: the draft, or a version."""

    version: Version | None = Field(None, description="unset: the draft")


class ResultOut(Output):
    """What became of one try: it passed, or these expectations were not met."""

    id: UUID
    name: str
    passed: bool
    failures: list[ProblemOut]


class ResultStory(ResultOut):
    """The same with the story of the call; there is none of a call that does not end."""

    story: StoryOut | None


class ResultsOut(Output):
    """What became of all tries."""

    passed: bool
    results: list[ResultOut]


class ReplayIn(Input):
    """The ended call that shall happen once more."""

    call_id: UUID


class DepartureOut(Output):
    """The first step that differs, counted from 0: then and now; null: the call had ended there."""

    place: int
    was: TakenOut | None
    now: TakenOut | None


class ReplayOut(Output):
    """What a version does with a past call; `assumed` are those of whom the real call tells nothing.

    Without a departure the call goes the same way as it really went.
    """

    story: StoryOut
    departure: DepartureOut | None
    assumed: list[str]
