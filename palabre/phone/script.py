"""What the people at the phones do in a scripted call."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from palabre.phone.causes import Cause


@dataclass(frozen=True)
class Moment:
    """`seconds` after the call began or, with `prompt`, after the n-th thing that the caller heard."""

    seconds: float = 0
    prompt: int | None = None


@dataclass(frozen=True)
class Press:
    """The caller presses keys, one right after the other."""

    keys: str
    at: Moment = Moment()


@dataclass(frozen=True)
class Answers:
    """Rings and is picked up after some seconds; hangs up after `talks` seconds (None: never)."""

    seconds: float = 3
    talks: float | None = None


@dataclass(frozen=True)
class Refuses:
    """Says no after some seconds, with a cause of Q.850 and a SIP code."""

    cause: Cause = Cause.BUSY
    sip: int = 486
    seconds: float = 0.2


@dataclass(frozen=True)
class Rings:
    """Rings for ever."""


@dataclass(frozen=True)
class SaysNothing:
    """Gives no sign of life; the switch gives up after some seconds (RFC 3261 17.1.1.2, timer B)."""


@dataclass(frozen=True)
class Absent:
    """Is not registered."""


Behaviour = Answers | Refuses | Rings | SaysNothing | Absent


@dataclass(frozen=True)
class Script:
    """One scripted call: what the caller does, and what each phone, trunk or outside number does.

    `sounds` are lengths in seconds by the words; other sounds last as long as it takes to say them.
    """

    presses: tuple[Press, ...] = ()
    hangs_up: Moment | None = None
    phones: Mapping[str, Behaviour] = field(default_factory=dict)
    others: Behaviour = Rings()
    sounds: Mapping[tuple[str, ...], float] = field(default_factory=dict)

    def behaviour(self, endpoint: str, number: str) -> Behaviour:
        """What a dialled side does: by its SIP identity, else by its number."""
        return self.phones.get(endpoint) or self.phones.get(number) or self.others
