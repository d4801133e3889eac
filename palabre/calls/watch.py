"""What features want to know at once of the parties of every call: a feature's `watch.py`."""

from functools import cache
from typing import TYPE_CHECKING, Protocol, cast

from palabre.kit import discover
from palabre.phone.events import Answered, HungUp

if TYPE_CHECKING:
    from palabre.calls.call import Call


class Watch(Protocol):
    """Told in the middle of things: it answers at once, and may note facts."""

    def answered(self, call: "Call", party: str) -> None:
        """A party that was dialled has picked up."""
        ...

    def left(self, call: "Call", gone: HungUp) -> None:
        """A party has gone."""
        ...

    def ending(self, call: "Call") -> None:
        """A call is about to note its last fact; its parties are still its own."""
        ...


@cache
def watches() -> tuple[Watch, ...]:
    """Those that the features bring."""
    return tuple(cast(Watch, module) for module in discover.modules("palabre.features", "watch"))


def tell_watches(call: "Call", event: object) -> None:
    """What has happened to a party of a call, as far as anybody wants to know."""
    if isinstance(event, Answered | HungUp) and event.party not in call.parties:
        return
    if isinstance(event, Answered):
        for each in watches():
            each.answered(call, event.party)
    elif isinstance(event, HungUp):
        for each in watches():
            each.left(call, event)
