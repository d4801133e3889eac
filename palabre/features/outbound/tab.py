"""The money put aside for a call that rings outside, so that nobody else spends it meanwhile."""

from palabre.calls.call import Call
from palabre.features.outbound.decide import Decision, Way
from palabre.features.outbound.meter import SLICE_SECONDS, Meter, Paid
from palabre.features.outbound.till import till
from palabre.phone.causes import is_number_refused, is_trunk_trouble
from palabre.phone.events import HungUp
from palabre.phone.port import Leg


class Tab:
    """Opened before the first ring, closed when nothing rings any more or somebody has answered.

    With `in_turn`, whoever has opened it rings one line after the other, and closes it.
    `own`: an extension has made the call to talk itself.
    """

    def __init__(self, call: Call, decision: Decision, in_turn: bool = False, own: bool = False) -> None:
        self.call = call
        self._decision = decision
        self._in_turn = in_turn
        self._own = own
        self._till = till(call.world)
        self._ways: dict[str, tuple[Leg, Way]] = {}
        wanted = max((each.rate.cost(SLICE_SECONDS) for each in decision.ways if each.rate), default=0)
        limit = decision.left
        self._held = wanted if limit is None else min(wanted, max(0, limit.amount))
        self._till.purse.take(decision.payer, self._held)

    def expect(self, leg: Leg, way: Way) -> None:
        """It is rung, and after it the one that shows a plainer number."""
        if way.rate is not None:
            for each in filter(None, (leg, leg.plainer)):
                self._ways[each.party] = each, way
                self._till.tabs[each.party] = self

    def answered(self, party: str) -> None:
        """What is put aside begins to be spent."""
        way, decision = self._ways[party][1], self._decision
        assert way.rate is not None, "others are not expected"
        held, self._held = self._held, 0
        self.close()
        kind = decision.destination.kind if decision.destination else "special"
        paid = Paid(party, decision.number, kind, way.trunk.id, way.rate)
        Meter.start(self.call, decision.payer, paid, held, self._own)

    def left(self, gone: HungUp) -> None:
        """A party is gone; unless another way is tried now, nothing will be spent."""
        if self._in_turn:
            return
        leg = self._ways[gone.party][0]
        other = is_number_refused(gone.sip) and leg.plainer
        if not other and not (is_trunk_trouble(gone.cause, gone.sip) and leg.instead):
            self.close()

    def close(self) -> None:
        """Give back what was not spent."""
        for party in self._ways:
            self._till.tabs.pop(party, None)
        if self._held:
            self._till.purse.take(self._decision.payer, -self._held)
        self._held = 0
