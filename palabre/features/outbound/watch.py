"""Follows the parties outside of all calls: who has answered costs money until he has gone."""

from palabre.calls.call import Call
from palabre.features.outbound.till import till
from palabre.phone.events import HungUp


def answered(call: Call, party: str) -> None:
    """The clock starts."""
    tab = till(call.world).tabs.get(party)
    if tab is not None:
        tab.answered(party)


def left(call: Call, gone: HungUp) -> None:
    """The clock stops."""
    known = till(call.world)
    if (meter := known.meters.get(gone.party)) is not None:
        meter.finish(call)
    elif (tab := known.tabs.get(gone.party)) is not None:
        tab.left(gone)


def ending(call: Call) -> None:
    """Whoever still talks or rings in a call that ends does so no longer."""
    known = till(call.world)
    for party in [each for each in call.parties if each in known.meters]:
        known.meters[party].finish(call)
    for tab in {each for each in known.tabs.values() if each.call is call}:
        tab.close()
