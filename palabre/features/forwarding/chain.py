"""How far a call has been sent on already: inside, by others before us, and by a way that nobody tells of."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.facts import Kind as Core
from palabre.features.forwarding import facts

MOST_HOPS = 10
"""So often a call may be sent on, wherever that happens."""
MOST_AT_ONCE = 4
"""So many calls of one caller may be on their way out from one extension, none of them answered."""

Loop = Literal["circle", "too_many", "outside"]


class OnTheirWay(Counter[tuple[UUID, str]]):
    """How many calls ring outside for an extension, by who calls it."""


def chain(call: Call) -> list[UUID]:
    """The extensions that have sent the call on and not got it back, since it was last taken up."""
    found: list[UUID] = []
    for fact in call.log.facts:
        if fact.kind == Core.ADOPTED:
            found.clear()
        elif fact.kind == facts.FORWARDED:
            found.append(UUID(fact.data["extension"]))
        elif fact.kind == facts.CAME_BACK and UUID(fact.data["extension"]) in found:
            del found[found.index(UUID(fact.data["extension"])) :]
    return found


def hops_before(call: Call) -> int:
    """How often others had sent the call on when it came."""
    return int(call.log.facts[0].data.get("hops", 0)) if call.log.facts else 0


def loop(call: Call, extension: UUID) -> Loop | None:
    """Why a call must not be sent on by an extension once more; None: it may be."""
    before = chain(call)
    if extension in before:
        return "circle"
    if hops_before(call) + len(before) >= MOST_HOPS:
        return "too_many"
    if _on_their_way(call)[extension, call.caller.number] >= MOST_AT_ONCE:
        return "outside"
    return None


def comes_from_others(call: Call) -> bool:
    """Whether a call was sent on to us: as carriers tell, or as more of its kind are on their way out."""
    account, caller = call.account, call.caller.number
    out = _on_their_way(call)
    return hops_before(call) > 0 or any(
        number == caller and account.has("extension", extension) for extension, number in out
    )


@contextmanager
def on_its_way(call: Call, extension: UUID) -> Iterator[None]:
    """While a call rings outside: carriers may bring it back without a word."""
    counted, key = _on_their_way(call), (extension, call.caller.number)
    counted[key] += 1
    try:
        yield
    finally:
        counted[key] -= 1
        if not counted[key]:
            del counted[key]


def _on_their_way(call: Call) -> OnTheirWay:
    found: OnTheirWay = call.world.shared.setdefault(OnTheirWay, OnTheirWay())
    return found
