"""Counts what a conversation with somebody outside costs, and ends it when the money is used up."""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil
from typing import Any
from uuid import UUID

from palabre.calls.call import Call, World
from palabre.calls.dispatcher import Dispatcher
from palabre.calls.facts import Kind
from palabre.features.outbound.currency import currency_of
from palabre.features.outbound.facts import LOW, PAID, PAYING, SPENT
from palabre.features.outbound.purse import LEAST_SECONDS, Payer, left
from palabre.features.outbound.rates import FOR_EVER, Rate
from palabre.features.outbound.snapshot import Outgoing
from palabre.features.outbound.spoken import MONEY_LOW
from palabre.features.outbound.till import till
from palabre.kit.errors import PalabreError

log = logging.getLogger(__name__)
SLICE_SECONDS = 60
WARNING_SECONDS = 30
CONNECTED_SECONDS, AGAIN_SECONDS = 0.5, 5.0
MARGIN_SECONDS = 1.0
"""So long before the paid time ends we hang up: the carrier shall not begin to count another step."""


@dataclass(frozen=True)
class Paid:
    """What is paid for: the party, its number and kind, over which trunk and at which rate."""

    party: str
    number: str
    kind: str
    trunk: UUID
    rate: Rate


@dataclass(frozen=True)
class Since:
    """When the conversation began, and how much of it (seconds, money) others have paid for before.

    `own`: an extension has made the call to talk itself, so that who takes it over pays from then on.
    """

    began: datetime
    own: bool = False
    seconds: int = 0
    amount: int = 0


class Meter:
    """Puts money aside slice by slice; warns and cuts when there is none left."""

    def __init__(self, world: World, payer: Payer, paid: Paid, since: Since) -> None:
        self.paid = paid
        self.payer = payer
        self.since = since
        self._world = world
        self._held = 0
        self._until = 0
        self._warned = self._cut_off = False
        self._timer: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @classmethod
    def start(cls, call: Call, payer: Payer, paid: Paid, held: int, own: bool = False) -> "Meter":
        """Somebody outside has answered; `held` is put aside already."""
        meter = cls(call.world, payer, paid, Since(call.now(), own))
        meter._held = held
        note_paying(call, payer, paid, meter.since)
        meter.go_on()
        return meter

    def go_on(self) -> None:
        """Begin to count, or count on after a restart."""
        till(self._world).meters[self.paid.party] = self
        self._until = self._lasts()
        self._extend(ceil(self._elapsed()) + SLICE_SECONDS)
        self._wait()

    def finish(self, call: Call) -> None:
        """The party is gone: what was not spent is given back."""
        till(self._world).meters.pop(self.paid.party, None)
        self._close(call)

    def taken_over(self, call: Call, extension: UUID) -> None:
        """Another extension talks with the party from now on, and pays; unless it has no money for that."""
        payer = replace(self.payer, extension=extension)
        room = self._room(payer)
        if room is not None and room < self.paid.rate.cost(LEAST_SECONDS):
            return
        seconds, amount = self._close(call)
        before = self.since
        since = replace(before, seconds=before.seconds + seconds, amount=before.amount + amount)
        note_paying(call, payer, self.paid, since)
        self.payer, self.since, self._held = payer, since, 0
        self._warned = self._cut_off = False
        self.go_on()

    def _close(self, call: Call) -> tuple[int, int]:
        """The payer's share of the conversation: seconds and money."""
        if self._timer is not None:
            self._timer.cancel()
        seconds = max(1, ceil(self._elapsed()))
        amount = self.paid.rate.cost(seconds) - self.since.amount
        if self._limited():
            amount = min(amount, self._held)
        till(self._world).purse.take(self.payer, amount - self._held)
        share = seconds - self.since.seconds
        note_spent(call, self.payer, self.paid, share, amount)
        return share, amount

    def _elapsed(self) -> float:
        return (self._world.clock.now() - self.since.began).total_seconds()

    def _lasts(self) -> int:
        """How long one can talk for what is paid and put aside."""
        return self.paid.rate.seconds_for(self.since.amount + self._held)

    def _limited(self) -> bool:
        return self._room(self.payer) is not None

    def _room(self, payer: Payer) -> int | None:
        """How much more may be put aside, as the limits are now; None: as much as one likes."""
        account = self._dispatcher.wiring.directory.accounts.get(payer.account)
        if account is None:
            return 0
        rules = account.part(Outgoing).rules
        used = till(self._world).purse.used
        found = left(rules.settings, rules.in_force(payer.extension), payer, used)
        return None if found is None else max(0, found.amount)

    @property
    def _dispatcher(self) -> Dispatcher:
        found: Dispatcher = self._world.shared[Dispatcher]
        return found

    def _extend(self, seconds: int) -> None:
        """Put aside what so many seconds cost, or as much of it as there is."""
        rate, room = self.paid.rate, self._room(self.payer)
        have = self.since.amount + self._held
        more = rate.cost(seconds) - have
        if more > 0:
            more = more if room is None else min(more, room)
            affordable = rate.seconds_for(have + more)
            if affordable > self._until:
                more = rate.cost(affordable) - have
                till(self._world).purse.take(self.payer, more)
                self._held += more
        self._until = max(self._until, self._lasts())

    def _wait(self) -> None:
        if self._until >= FOR_EVER:
            return
        remaining = self._until - self._elapsed()
        if remaining > WARNING_SECONDS:
            self._warned = False
            self._after(remaining - WARNING_SECONDS)
        elif self._warned:
            self._after(max(0.0, remaining - MARGIN_SECONDS))
        else:
            call = self._call()
            self._warned = call is not None and bool(call.bridges)
            if self._warned:
                self._do(self._warn(max(0, round(remaining))))
            # who has only just answered is not connected yet
            wait = remaining - MARGIN_SECONDS if self._warned else CONNECTED_SECONDS
            self._after(max(0.0, min(wait, remaining - MARGIN_SECONDS)))

    def _after(self, seconds: float) -> None:
        self._timer = asyncio.get_running_loop().call_later(seconds, self._look)

    def _look(self) -> None:
        """Before the paid time ends: more of it, else a warning, in the end silence."""
        self._extend(self._until + SLICE_SECONDS)
        if self._until - self._elapsed() > MARGIN_SECONDS + 0.1:
            self._wait()
        else:
            self._do(self._cut(again=self._cut_off))
            self._cut_off = True
            self._after(AGAIN_SECONDS)

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _call(self) -> Call | None:
        line = self._world.lines.parties.get(self.paid.party)
        session = self._dispatcher.sessions.get(line.call) if line else None
        return session.call if session else None

    async def _warn(self, seconds: int) -> None:
        """Both hear it, while they go on talking."""
        call = self._call()
        if call is not None and call.bridges:
            call.note(LOW, party=self.paid.party, seconds=seconds)
            sound = await self._world.sounds.sentence(MONEY_LOW, call.language)
            request = self._world.phone.tell_all(_bridge(call), call.new_id("sound"), [sound])
            await self._quietly(request)

    async def _cut(self, again: bool) -> None:
        call = self._call()
        if call is not None and not again:
            call.note(SPENT, party=self.paid.party)
        await self._quietly(self._world.phone.hang_up(self.paid.party))

    async def _quietly(self, request: Coroutine[Any, Any, None]) -> None:
        try:
            await request
        except PalabreError as trouble:
            log.debug("the party %s: %s", self.paid.party, trouble)


def _bridge(call: Call) -> str:
    """Where the call's conversation is."""
    talks = (each.data["bridge"] for each in reversed(call.log.facts) if each.kind == Kind.TALK_STARTED)
    return next((each for each in talks if each in call.bridges), next(iter(call.bridges)))


def note_paying(call: Call, payer: Payer, paid: Paid, since: Since) -> None:
    """The fact that tells a new process who pays for whom."""
    rate = paid.rate
    earlier = {"began": since.began.isoformat(), "before": [since.seconds, since.amount]}
    call.note(
        PAYING,
        **_who(payer, paid),
        rate=[rate.per_minute, rate.set_up, rate.first, rate.step],
        own=since.own,
        **(earlier if since.seconds else {}),
    )


def note_spent(call: Call, payer: Payer, paid: Paid, seconds: int, amount: int) -> None:
    """The fact that becomes a row of what was spent."""
    call.note(
        PAID,
        **_who(payer, paid),
        seconds=seconds,
        amount=amount,
        currency=currency_of(call.account),
    )


def _who(payer: Payer, paid: Paid) -> dict[str, str | None]:
    """Who pays, for what, and on which day."""
    return {
        "party": paid.party,
        "number": paid.number,
        "destination": paid.kind,
        "trunk": str(paid.trunk),
        "extension": str(payer.extension) if payer.extension else None,
        "day": payer.day.isoformat(),
    }
