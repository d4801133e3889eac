"""What all calls of a process share."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from palabre.calls.lines import Lines
from palabre.calls.sounds import Sounds
from palabre.calls.variables import Written
from palabre.kit.clock import Clock
from palabre.kit.inbox import Inbox
from palabre.kit.outside import Nowhere, Outside
from palabre.kit.vault import Forgetful, Vault
from palabre.phone.port import Phone


@dataclass(frozen=True)
class Told:
    """What something that calls share (a queue's line…) tells one of them, through its inbox.

    It concerns no party.
    """

    party: str = ""


@dataclass(frozen=True)
class World:
    """What all calls of a process share.

    `inboxes` leads from a party to its call, `lines` from a SIP identity to its parties; `written` holds the
    account-wide variables that calls have set; `shared` is what features keep for all calls, each under its
    own class; `bridges` are those that several calls share; `vault` is where messages lie.
    """

    phone: Phone
    sounds: Sounds
    clock: Clock
    files: Path
    inboxes: dict[str, Inbox[Any]] = field(default_factory=dict)
    lines: Lines = field(default_factory=Lines)
    written: Written = field(default_factory=dict)
    outside: Outside = field(default_factory=Nowhere)
    shared: dict[Any, Any] = field(default_factory=dict)
    bridges: set[str] = field(default_factory=set)
    vault: Vault = field(default_factory=Forgetful)
