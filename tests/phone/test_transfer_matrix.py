"""Every way to transfer, every target, every outcome, on real phones that hear; many are played at once."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pytest
import pytest_asyncio

from palabre.calls.spoken import LEAVE_MESSAGE
from palabre.features.transfer import facts, spoken
from tests.phone.company import company
from tests.phone.kit.call import Call
from tests.phone.kit.phone import Phones
from tests.phone.lanes import (
    CALLS_OF_A_PHONE,
    DESERTED,
    LONG,
    MAILBOX,
    MENU,
    MENU_WORDS,
    PATIENCE,
    Lane,
    lanes,
)
from tests.phone.stack import Stack
from tests.phone.transferring import Transfer, Way, together

Manner = Literal["blind", "attended", "semi_attended"]
Target = Literal["extension", "queue", "menu", "mailbox", "conference", "outside"]
Outcome = Literal["taken", "busy", "no_answer", "unavailable", "given_up"]
PLACES = 4
WAYS: tuple[Way, ...] = ("phone", "keys", "api")
TARGETS: dict[str, tuple[Target, ...]] = {
    "people": ("extension", "outside"),
    "machines": ("queue", "menu", "mailbox", "conference"),
}
OUTCOMES: tuple[Outcome, ...] = ("no_answer", "busy", "unavailable", "given_up", "taken")
pytestmark = pytest.mark.xdist_group("transfers")
"""In one worker, so that there is one company."""
MANNERS: tuple[Manner, ...] = ("semi_attended", "attended", "blind")
SENTENCES = {"busy": spoken.BUSY, "no_answer": spoken.NO_ANSWER, "unavailable": spoken.UNAVAILABLE}
RINGS = ("extension", "queue", "outside")
"""Phones ring; the other targets answer by themselves."""


@dataclass(frozen=True)
class Cell:
    """One place of the matrix."""

    way: Way
    manner: Manner
    target: Target
    outcome: Outcome

    @property
    def legal(self) -> bool:
        """Whether there is such a thing."""
        rings, missed = self.target in RINGS, self.outcome in SENTENCES
        if missed and not rings:
            return False  # a menu, a mailbox and a conference answer always
        if missed and self.target == "queue":
            # a queue rings its agents for as long as somebody waits; without any it gives the call back
            return self.outcome == "unavailable" and self.manner != "semi_attended" and not self._her_own
        if self.manner == "semi_attended":
            # left while it rings; what never rings cannot be left so
            return rings and self.outcome in ("taken", "busy", "no_answer")
        if self.manner == "blind" and self.outcome == "given_up":
            return rings  # elsewhere it is hanging up, with which each of these calls ends
        if (
            self.manner == "attended"
            and self.outcome != "taken"
            and self.target not in ("extension", "queue")
        ):
            return False  # she asks on her own line, and how she gets him back hangs on no target
        return not (missed and self._her_own)

    @property
    def _her_own(self) -> bool:
        """With two calls of her phone, whom she asks in vain is another call, and no transfer."""
        return self.way == "phone" and self.manner == "attended"


def cells(way: Way, targets: tuple[Target, ...]) -> Iterator[Cell]:
    """All that there are, those that take longest first."""
    for outcome in OUTCOMES:
        for manner in MANNERS:
            for target in targets:
                cell = Cell(way, manner, target, outcome)
                if cell.legal:
                    yield cell


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def places(stack: Stack) -> AsyncIterator[list[Lane]]:
    """One company for all, and its phones."""
    async with Phones() as phones, company(stack, phones) as acme:
        yield await lanes(acme, PLACES)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("targets", TARGETS)
@pytest.mark.parametrize("way", WAYS)
async def test_transfer(places: list[Lane], way: Way, targets: str) -> None:
    free: asyncio.Queue[Lane] = asyncio.Queue()
    for each in places:
        free.put_nowait(each)
    lines = {each: asyncio.Semaphore(PLACES) for each in TARGETS[targets]}
    lines["outside"] = asyncio.Semaphore(CALLS_OF_A_PHONE)
    wanted = list(cells(way, TARGETS[targets]))
    played = await asyncio.gather(*(play(free, lines, each) for each in wanted), return_exceptions=True)
    failed = [each for each in played if isinstance(each, Exception)]
    if failed:
        raise ExceptionGroup(f"{len(failed)} of {len(wanted)} transfers", failed)
    await places[0].acme.nothing_left()


async def play(free: "asyncio.Queue[Lane]", lines: dict[str, asyncio.Semaphore], cell: Cell) -> None:
    """One transfer, in the next place that is free."""
    async with lines[cell.target]:
        await in_place(free, cell)


async def in_place(free: "asyncio.Queue[Lane]", cell: Cell) -> None:
    """The same, where there is a line."""
    lane = await free.get()
    played = Played(lane, cell)
    impatient = (cell.target, cell.outcome) == ("extension", "no_answer")
    if impatient:
        await lane.rings_for(PATIENCE)
    try:
        assert await played.play() == expected(lane, cell)
        if impatient:
            await lane.rings_for(60)
    except Exception as failure:
        failure.add_note(f"{cell}: {await played.facts()}")
        await played.stop()
        raise
    finally:
        free.put_nowait(lane)


class Played(Transfer):
    """A transfer as a cell of the matrix wants it."""

    def __init__(self, lane: Lane, cell: Cell) -> None:
        super().__init__(lane, cell.way)
        self.cell = cell

    async def play(self) -> list[tuple[Any, ...]]:
        """All of it; what the log says."""
        seated = await self.seat()
        await self.begin()
        if self.cell.manner == "blind":
            await self.blind(number(self.lane, self.cell))
            await self.anna.ended(LONG)
        else:
            await self.consult(number(self.lane, self.cell))
        there = seated or await self.rung()
        if self.cell.outcome == "taken":
            await self.taken(there)
        elif self.cell.outcome == "given_up":
            await self.given_up(there)
        else:
            await self.missed(there)
        await self.client.hang_up()
        for each in (there, self.anna, self.asked):
            if each is not None:
                await each.hang_up() if each is seated else await each.ended(LONG)
        return await self.story()

    async def seat(self) -> Call | None:
        """Carol, in the conference before anybody else."""
        if self.cell.target != "conference":
            return None
        carol = await self.lane.carol.dial(self.lane.conference)
        await carol.answered(LONG)
        return carol

    async def rung(self) -> Call | None:
        """Whose phone rings, if one does."""
        cell, lane = self.cell, self.lane
        if cell.target == "outside":
            return await lane.rings_outside(
                lane.outside_slow if cell.outcome == "no_answer" else lane.outside
            )
        if cell.target not in RINGS or cell.outcome == "unavailable":
            return None
        return await lane.carol.incoming(LONG)

    async def taken(self, there: Call | None) -> None:
        """The client gets where he should; where she asks first, she is there before him."""
        if self.cell.manner == "attended":
            await self.answer(there)
            await self.arrives(self.asked, there)
            await self.complete()
        elif self.cell.manner == "semi_attended":
            await self.complete()
            await self.answer(there)
        else:
            if there is not None and self.cell.target == "extension":
                assert there.caller.number == self.caller
            await self.answer(there)
        await self.arrives(self.client, there)

    async def answer(self, there: Call | None) -> None:
        """Whoever is rung picks up."""
        if there is not None and self.cell.target in RINGS:
            await there.answer()

    async def arrives(self, who: Call, there: Call | None) -> None:
        """Somebody talks with the target, or hears it."""
        acme = self.lane.acme
        if there is not None:
            await together(who, there)
        elif self.cell.target == "menu":
            await who.hears(await acme.spoken(MENU_WORDS), LONG)
        else:
            await who.hears(await acme.sentence(LEAVE_MESSAGE), LONG)

    async def given_up(self, there: Call | None) -> None:
        """The client hangs up on his way; or she takes him back."""
        if self.cell.manner == "blind":
            await self.client.hang_up()
            return
        await self.take_back()
        await together(self.client, self.anna)

    async def missed(self, there: Call | None) -> None:
        """She has him back: at once where she has asked, else her phone rings and she is told why."""
        if self.cell.manner == "semi_attended":
            await self.complete()
        if there is not None and self.cell.outcome == "no_answer":
            await there.ended(LONG)
        elif there is not None:
            await there.reject(486 if self.cell.outcome == "busy" else 404)
        if self.cell.manner != "attended":
            self.anna = self.asked = await self.lane.anna.incoming(LONG)
            await self.anna.answer()
            sentence = await self.lane.acme.sentence(SENTENCES[self.cell.outcome])
            await self.anna.hears(sentence, LONG)
        await together(self.client, self.anna)


def number(lane: Lane, cell: Cell) -> str:
    """What she dials."""
    match cell.target:
        case "extension":
            return lane.absent if cell.outcome == "unavailable" else lane.colleague
        case "queue":
            return DESERTED if cell.outcome == "unavailable" else lane.queue
        case "menu":
            return MENU
        case "mailbox":
            return MAILBOX
        case "conference":
            return lane.conference
        case "outside":
            return lane.slow if cell.outcome == "no_answer" else lane.outside


def expected(lane: Lane, cell: Cell) -> list[tuple[Any, ...]]:
    """What the log says, whichever way she has asked."""
    to, leaves = number(lane, cell), cell.manner != "attended" or cell.outcome == "taken"
    told: list[tuple[Any, ...]] = [("talk_started", lane.by)]
    if leaves:
        asked = cell.manner == "attended" and cell.target not in RINGS
        told.append((facts.TRANSFERRED, lane.by, to, "semi_attended" if asked else cell.manner))
    if cell.outcome == "taken" and cell.target in RINGS:
        told.append(("talk_started", f"+225{to}" if cell.target == "outside" else lane.colleague))
    elif cell.outcome in SENTENCES:
        why = "no_agent" if cell.target == "queue" else cell.outcome
        told += [(facts.RETURNED, lane.by, why), ("talk_started", lane.by)]
    elif cell.manner == "attended" and cell.outcome == "given_up" and cell.way != "phone":
        told += [(facts.RETURNED, lane.by, "taken_back"), ("talk_started", lane.by)]
    return told
