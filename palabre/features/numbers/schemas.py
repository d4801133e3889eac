"""The shapes of short numbers and public numbers in the API."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from palabre.kit.inputs import Input, Name, Output, untouched

Dialled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=32)]


class ShortNumberOut(Output):
    """One entry of the numbering plan: `target_id` is an extension, a scenario, a mailbox, as `kind` says."""

    digits: str
    kind: str
    target_id: UUID
    name: str


class FreeShortNumber(Output):
    """A short number that nothing has yet."""

    digits: str


class NumberNew(Input):
    """A public number, in any way it is written in the account's country; it is kept as E.164."""

    e164: Dialled
    name: Name
    scenario_id: UUID | None = None


class NumberChange(Input):
    """What can change of a public number."""

    name: Name = untouched()
    scenario_id: UUID | None = untouched()


class NumberOut(Output):
    """A public number and the scenario that calls to it run."""

    id: UUID
    e164: str
    name: str
    scenario_id: UUID | None
    created_at: datetime
    updated_at: datetime
