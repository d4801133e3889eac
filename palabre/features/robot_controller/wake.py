"""After a restart of the call process: which attempts have used their right to ring a client."""

from collections.abc import Iterable
from uuid import UUID

from palabre.calls.dispatcher import Dispatcher
from palabre.calls.facts import Fact
from palabre.features.robot_controller import facts as happened
from palabre.features.robot_controller.attempts import attempts


def wake(dispatcher: Dispatcher, facts: Iterable[Fact]) -> None:
    """What the journal holds of attempts; orders are taken only from now on."""
    known = attempts(dispatcher.world)
    for fact in facts:
        if fact.kind == happened.CLIENT:
            known.spent.add(UUID(fact.data["claim"]))
        elif fact.kind == happened.DIALLING:
            known.calls[UUID(fact.data["claim"])] = fact.call
    known.awake = True
