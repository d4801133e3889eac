"""Takes up the calls that were alive when this process last stopped."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from palabre.calls.call import Call, World
from palabre.calls.directory import Account
from palabre.calls.facts import Fact, Keep, Kind, Log
from palabre.calls.holding import holding_after
from palabre.phone.causes import Cause
from palabre.phone.events import Caller, HungUp, SwitchUp

PLACES = (Kind.STARTED, Kind.ANSWERED, Kind.PARTY_MOVED)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Left:
    """A call as its facts left it: where it was, and whom it talked to, though perhaps not at the moment.

    `parties` are those that belonged to it last; the caller and whom he talked with may be lent to another.
    """

    facts: list[Fact]
    party: str
    parties: frozenset[str]
    caller: Caller
    dialled: str
    answered: bool
    music: bool
    flow: str | None
    step: str | None
    talking_with: str | None
    bridge: str | None


def living(facts: Iterable[Fact]) -> list[Left]:
    """The calls that have begun and not ended, out of everything a journal holds."""
    calls: dict[UUID, dict[int, Fact]] = defaultdict(dict)
    for fact in facts:
        calls[fact.call][fact.seq] = fact
    return [
        left
        for numbered in calls.values()
        if (left := _left([numbered[seq] for seq in sorted(numbered)])) is not None
    ]


def _left(facts: list[Fact]) -> Left | None:
    if facts[0].kind != Kind.STARTED or facts[-1].kind == Kind.ENDED:
        return None
    started = facts[0].data
    answered = _last(facts, Kind.ANSWERED)
    begun = (_last(facts, Kind.PARTY_MOVED) or facts[0]).data
    entered = _last(facts, Kind.STEP_ENTERED)
    talk = _last(facts, Kind.TALK_STARTED)
    talk_ended = _last(facts, Kind.TALK_ENDED)
    over = talk_ended is not None and talk is not None and talk_ended.seq > talk.seq
    talking = None if over and talk_ended and not talk_ended.data.get("held") else talk
    music = _last(facts, Kind.MUSIC_STARTED, Kind.MUSIC_STOPPED)
    return Left(
        facts=facts,
        party=_caller(facts),
        parties=_parties(facts),
        caller=Caller(begun["caller"], begun["caller_name"]),
        dialled=started["dialled"],
        answered=answered is not None,
        music=music is not None and music.kind == Kind.MUSIC_STARTED,
        flow=entered.data["flow"] if entered else None,
        step=entered.data["step"] if entered else None,
        talking_with=talking.data["party"] if talking else None,
        bridge=talking.data["bridge"] if talking else None,
    )


def _last(facts: list[Fact], *kinds: Kind) -> Fact | None:
    return next((each for each in reversed(facts) if each.kind in kinds), None)


def _caller(facts: list[Fact]) -> str:
    """Who has the caller's place: the one whom a call of our making has reached, or who was given it."""
    last = next(each for each in reversed(facts) if each.kind in PLACES and "party" in each.data)
    party: str = last.data["party"]
    return party


def _parties(facts: list[Fact]) -> frozenset[str]:
    """Whoever has come to the call and has not gone to another one."""
    inside: set[str] = {facts[0].data["party"]}
    for fact in facts:
        inside.update(fact.data.get("parties", ()))
        if fact.kind == Kind.PARTY_CAME:
            inside.add(fact.data["party"])
        elif fact.kind in (Kind.PARTY_WENT, Kind.PARTY_LEFT):
            inside.discard(fact.data["party"])
    return frozenset(inside)


def restore(world: World, account: Account, left: Left, keep: Keep) -> Call:
    """The call object as it was, its log going on without a gap."""
    call = Call(world, account, "", Log(account.id, left.facts[0].call, keep, left.facts))
    call.disown("")
    call.party = left.party
    call.caller = left.caller
    call.dialled = left.dialled
    call.answered = left.answered
    call.music = left.music
    call.holding = holding_after(left.facts)
    call.opened = any(each.kind == Kind.PLAYED and "opening" in each.data for each in left.facts)
    for fact in left.facts:
        if fact.kind == Kind.VARIABLE_SET and fact.data["scope"] == "call":
            call.variables[fact.data["name"]] = fact.data["value"]
    call.language = left.facts[0].data.get("language", account.language)
    if chosen := _last(left.facts, Kind.LANGUAGE_CHOSEN):
        call.language, call.language_chosen = chosen.data["language"], True
    call.note(Kind.ADOPTED)
    return call


def adopt(call: Call, left: Left, up: SwitchUp, resume: Callable[[Call, Left], Any]) -> Any:
    """Where an adopted call goes on; the parties it still has are its own again.

    A caller that has left meanwhile ends the call by the ordinary way: his hang-up is put into the inbox.
    """
    alive = {each.party: each.endpoint for each in up.parties}
    parties = alive.keys() & left.parties
    for party in parties:
        call.own(party, alive[party])
    if _lent(left, left.party):
        call.gone, call.hung_up = HungUp(left.party, Cause.NORMAL), True
    elif left.party not in alive:
        call.inbox.put_nowait(HungUp(left.party, Cause.OUT_OF_ORDER))
    if left.bridge is not None:
        call.bridges.add(left.bridge)
    talker = left.talking_with
    if talker is not None and talker not in alive and not _lent(left, talker):
        call.inbox.put_nowait(HungUp(talker, Cause.NORMAL))
    log.info("call %s is taken up again, with %d parties", call.id, len(parties))
    return resume(call, left)


def _lent(left: Left, party: str) -> bool:
    """Whether a party is in another call for a while."""
    moves = (each for each in reversed(left.facts) if each.data.get("party") == party)
    last = next((each for each in moves if each.kind in (Kind.PARTY_WENT, Kind.PARTY_CAME)), None)
    return last is not None and last.kind == Kind.PARTY_WENT
