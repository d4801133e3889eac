"""The shapes of the souffleur in the API."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from palabre.features.whisper.modes import Mode
from palabre.features.whisper.snapshot import Follows
from palabre.kit.inputs import Input, Output, untouched

Entry = Literal["listen", "whisper", "barge", "take_over"]


class WhisperNew(Input):
    """Whose conversation to enter, and how; `supervisor_id` is who does (unset: one's own extension).

    `microphone`: whether it is on from the start; unset: as the company says (off).
    """

    extension_id: UUID
    supervisor_id: UUID | None = None
    mode: Entry = "listen"
    microphone: bool | None = None


class WhisperOut(Output):
    """The supervisor's own call."""

    call: UUID


class WhisperChange(Input):
    """What the supervisor does from now on; what is left out stays."""

    mode: Entry | None = None
    microphone: bool | None = None


class WhisperSettingsChange(Input):
    """`notice`: agents hear a tone; `microphone`: on from the start; `follows` whom after a transfer."""

    notice: bool = untouched()
    microphone: bool = untouched()
    follows: Follows = untouched()


class WhisperSettingsOut(Output):
    """How supervisors enter conversations."""

    notice: bool
    microphone: bool
    follows: Follows


class SupervisorGrant(Input):
    """The department whose conversations he may enter; null: everybody's."""

    group_id: UUID | None = None


class SupervisorOut(Output):
    """An extension that may enter others' conversations."""

    extension_id: UUID
    group_id: UUID | None


class SupervisorsOut(Output):
    """All who may."""

    items: list[SupervisorOut]


class WhisperUseOut(Output):
    """One use: the supervisor's call, the one he was in, and what he did, in order."""

    id: UUID
    call_id: UUID
    listened_id: UUID
    supervisor: str
    agent: str
    modes: list[Mode | Literal["take_over"]]
    started_at: datetime
    ended_at: datetime | None
