"""The decision of a queue: whose phone rings now for whom. Nothing else decides, live or in a simulation.

Three things hold whatever the strategy, and property tests prove them: an agent is offered to one caller at
a time; within a priority nobody gets an agent that somebody before him could have had; and no agent is left
free who might answer a caller for whom no phone rings.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from palabre.features.queues.line import NEVER, Agent, Offer, Rules, Strategy, Waiting
from palabre.features.queues.order import first

_place = attrgetter("place")


def decide(line: Iterable[Waiting], agents: Sequence[Agent], now: float, rules: Rules) -> list[Offer]:
    """The offers to be made now; neither line nor agents are changed."""
    free = [each for each in agents if each.ready_at <= now]
    offers: list[Offer] = []
    callers = sorted(line, key=_place) if free else ()
    for caller in callers:
        if not free:
            break
        if not caller.ringing:
            offers += _offers(caller, free, now, rules)
    if free and rules.strategy is Strategy.ALL:
        levels = {each.id: each.level for each in agents}
        for caller in callers:
            offers += _joining(caller, free, levels, now, rules)
    return offers


def _offers(caller: Waiting, free: list[Agent], now: float, rules: Rules) -> Iterator[Offer]:
    """One caller's offers; the agents are no longer free."""
    able = [each for each in free if may(caller, each, now, rules)]
    if not able:
        return
    if caller.familiar is not None and caller.familiar not in caller.tried:
        known = next((each for each in able if each.id == caller.familiar), None)
        if known is not None:
            free.remove(known)
            yield Offer(caller.id, known.id, rules.familiar_seconds)
            return
    group = _group(caller, able, rules)
    chosen = group if _together(caller, rules) else [first(group, caller, rules)]
    for agent in chosen:
        free.remove(agent)
        yield Offer(caller.id, agent.id, rules.ring_seconds)


def _group(caller: Waiting, able: Sequence[Agent], rules: Rules) -> list[Agent]:
    """Those to choose among: a whole level before the next, all levels before any is tried again."""
    turns = [_turn(caller, each, rules) for each in able]
    turn = min(turns)
    if _together(caller, rules):
        return [each for each in able if each.level == turn[1]]
    return [each for each, its in zip(able, turns, strict=True) if its == turn]


def _together(caller: Waiting, rules: Rules) -> bool:
    """Whether a whole level rings; who is not on the line himself could not be given to the fastest."""
    return rules.strategy is Strategy.ALL and not caller.alone


def _turn(caller: Waiting, agent: Agent, rules: Rules) -> tuple[int, int]:
    """How often he was tried, then his level; chance knows no levels."""
    tried = caller.tried.get(agent.id)
    return tried.times if tried else 0, 0 if rules.strategy is Strategy.RANDOM else agent.level


def _joining(
    caller: Waiting, free: list[Agent], levels: Mapping[Hashable, int], now: float, rules: Rules
) -> Iterator[Offer]:
    """Those who have become free join the others of their level, when nobody else in line needs them."""
    if not caller.ringing or caller.alone or caller.familiar in caller.ringing:
        return
    ringing = {levels[each] for each in caller.ringing if each in levels}
    for agent in [each for each in free if each.level in ringing and may(caller, each, now, rules)]:
        free.remove(agent)
        yield Offer(caller.id, agent.id, rules.ring_seconds)


def may(caller: Waiting, agent: Agent, now: float, rules: Rules) -> bool:
    """Whether an agent who is free may be offered to a caller: he can help, and has not just let him ring."""
    tried = caller.tried.get(agent.id)
    if tried is not None and now < tried.at + rules.pause_seconds:
        return False
    if not caller.skills:
        return True
    relaxed = int((now - caller.joined) // rules.relax_seconds) if rules.relax_seconds else 0
    return all(agent.skills.get(skill, 0) >= level - relaxed for skill, level in caller.skills.items())


def next_change(line: Iterable[Waiting], agents: Iterable[Agent], now: float, rules: Rules) -> float | None:
    """When time alone may bring new offers; None when only an event can."""
    waiting = [each for each in line if not each.ringing or _together(each, rules)]
    if not waiting:
        return None
    moments = [each.ready_at for each in agents if now < each.ready_at < NEVER]
    for caller in waiting:
        moments += [each.at + rules.pause_seconds for each in caller.tried.values()]
        if caller.skills and rules.relax_seconds:
            steps = (now - caller.joined) // rules.relax_seconds + 1
            moments.append(caller.joined + steps * rules.relax_seconds)
    return min((each for each in moments if each > now), default=None)
