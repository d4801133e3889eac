"""The log: what happened in a call, one fact after the other, without gaps."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec


class Kind(StrEnum):
    """The facts of the core; features add kinds of their own."""

    STARTED = "started"
    ANSWERED = "answered"
    STEP_ENTERED = "step_entered"
    STEP_LEFT = "step_left"
    PLAYED = "played"
    KEY_PRESSED = "key_pressed"
    LANGUAGE_CHOSEN = "language_chosen"
    DIALLED = "dialled"
    RANG = "rang"
    RINGING_HEARD = "ringing_heard"
    PARTY_ANSWERED = "party_answered"
    PARTY_LEFT = "party_left"
    DIAL_MISSED = "dial_missed"
    ACCEPT_ASKED = "accept_asked"
    NOT_ACCEPTED = "not_accepted"
    NUMBER_REFUSED = "number_refused"
    TALK_STARTED = "talk_started"
    TALK_ENDED = "talk_ended"
    TOLD = "told"
    PARTY_MOVED = "party_moved"
    PARTY_WENT = "party_went"
    PARTY_CAME = "party_came"
    HELD = "held"
    RESUMED = "resumed"
    RECORDING_STARTED = "recording_started"
    RECORDED = "recorded"
    MUSIC_STARTED = "music_started"
    MUSIC_STOPPED = "music_stopped"
    REFUSED = "refused"
    VARIABLE_SET = "variable_set"
    TAGGED = "tagged"
    ADOPTED = "adopted"
    FAILED = "failed"
    ENDED = "ended"


SIGNS = frozenset(
    {Kind.PLAYED, Kind.RANG, Kind.RINGING_HEARD, Kind.RECORDED, Kind.TALK_STARTED, Kind.MUSIC_STARTED}
)
"""What a caller hears."""
HIDDEN_KEY = "•"
"""Stands for each key of a PIN."""
BESIDE_CALLS = "agent_"
"""How kinds begin that belong to no call: what people do between calls."""


class Fact(msgspec.Struct, frozen=True, gc=False):
    """One thing that happened: `seq` counts from 1 within the call, `data` is plain JSON."""

    account: UUID
    call: UUID
    seq: int
    at: datetime
    kind: str
    data: dict[str, Any]


class Log:
    """The facts of one call, numbered and handed to whoever keeps them."""

    def __init__(self, account: UUID, call: UUID, keep: "Keep", known: list[Fact] | None = None) -> None:
        self.account = account
        self.call = call
        self.facts: list[Fact] = list(known or ())
        self.closed = False
        self._keep = keep

    def note(self, at: datetime, kind: str, data: dict[str, Any]) -> None:
        """Append a fact."""
        fact = Fact(self.account, self.call, len(self.facts) + 1, at, kind, data)
        self.facts.append(fact)
        self._keep.append(fact)

    def close(self) -> None:
        """Keep nothing any more: what ends because this process stops has not happened to the call."""
        self.closed, self._keep = True, Keep()


class Keep:
    """Where facts go; this one forgets them, the journal keeps them."""

    def append(self, fact: Fact) -> None:
        """Take one fact."""

    def settle(self) -> bool:
        """Whether all that was appended is safe by now: asked before what must never be done twice."""
        return True
