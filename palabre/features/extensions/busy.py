"""How many calls an extension is in."""

from palabre.calls.call import Call, World
from palabre.features.extensions.snapshot import Extension


def busy_calls(world: World, extension: Extension, but: frozenset[str] = frozenset()) -> int:
    """The calls that its phones ring for or talk in, over all of them; parties in `but` do not count.

    Several phones that ring for one call are one.
    """
    lines = world.lines
    parties = (party for phone in extension.phones for party in lines.of(phone))
    return len({lines.parties[party].call for party in parties if party not in but})


def calls_beside(call: Call, extension: Extension) -> int:
    """The calls that an extension is in beside one that is to ring there; that one may have rung before."""
    return busy_calls(call.world, extension, frozenset(call.parties - {call.party}))
