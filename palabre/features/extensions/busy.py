"""How many calls an extension is in."""

from palabre.calls.call import World
from palabre.features.extensions.snapshot import Extension


def busy_calls(world: World, extension: Extension, but: frozenset[str] = frozenset()) -> int:
    """The calls that its phones ring for or talk in, over all of them; parties in `but` do not count.

    Several phones that ring for one call are one.
    """
    lines = world.lines
    parties = (party for phone in extension.phones for party in lines.of(phone))
    return len({lines.parties[party].call for party in parties if party not in but})
