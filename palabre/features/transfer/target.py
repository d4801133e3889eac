"""Where somebody may transfer a call to: where he could call himself."""

from dataclasses import dataclass
from typing import Literal

from palabre.calls import spoken
from palabre.calls.call import Call
from palabre.calls.directory import Account, Way
from palabre.calls.spoken import Sentence
from palabre.calls.talking import Talk
from palabre.features import extensions
from palabre.features.extensions import Extension, extension_at
from palabre.routing import codes
from palabre.routing.tell import Tell
from palabre.routing.walk import Begin

How = Literal["phone", "keys", "api"]


@dataclass(frozen=True)
class Wish:
    """A party (`by`) wants the other side of its conversation to go on with `to`."""

    by: str
    to: str
    how: How


@dataclass(frozen=True)
class Refusal:
    """Why not, to be said to who has asked."""

    sentence: Sentence


@dataclass(frozen=True)
class Grant:
    """He may: in this conversation, as this extension, by this way."""

    talk: Talk
    by: Extension
    way: Way


def grant(call: Call, wish: Wish) -> Grant | Refusal | str:
    """Whether a wish can be carried out; else why not."""
    talk, by = call.talk, extension_at(call, wish.by)
    if talk is None or talk.held or by is None or call.seat.shared:
        return "not_talking"
    way = target(call.account, by, wish.to)
    return way if isinstance(way, Refusal) else Grant(talk, by, way)


def target(account: Account, by: Extension, dialled: str) -> Way | Refusal:
    """The way to what an extension dials; feature codes are for whoever dials them himself."""
    way = extensions.way_to(account, by, dialled)
    assert isinstance(way.target, Begin)
    flow = way.target.flow
    first = flow.steps[flow.start].step
    if isinstance(first, Tell):
        return Refusal(first.sentence)
    if flow.key.startswith(f"{codes.KIND}:"):
        return Refusal(spoken.NUMBER_UNKNOWN)
    return way
