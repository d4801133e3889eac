"""The decision of a queue: what must hold for every line, and what each strategy chooses."""

from collections.abc import Sequence
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palabre.features.queues.decide import decide, may, next_change
from palabre.features.queues.line import NEVER, Agent, Offer, Rules, Strategy, Tried, Waiting

NOW = 1000.0
names = st.integers(0, 7)
moments = st.sampled_from([0.0, NOW - 30, NOW - 4, NOW, NOW + 3, NEVER])
skills = st.dictionaries(st.sampled_from(["fr", "en"]), st.integers(1, 3), max_size=2)
agents = st.lists(
    st.builds(
        Agent,
        id=names,
        level=st.integers(0, 2),
        position=st.integers(0, 9),
        skills=skills,
        ready_at=moments,
        idle_since=st.floats(0, NOW),
        last_offer=st.integers(0, 9),
        calls=st.integers(0, 3),
        talked=st.floats(0, 99),
    ),
    unique_by=lambda each: each.id,
    max_size=8,
)
tried = st.dictionaries(names, st.builds(Tried, st.integers(1, 3), st.floats(NOW - 20, NOW)), max_size=4)
line = st.lists(
    st.builds(
        Waiting,
        id=st.integers(100, 120),
        joined=st.floats(NOW - 100, NOW),
        priority=st.integers(0, 1),
        skills=skills,
        familiar=st.none() | names,
        ringing=st.sets(names, max_size=1),
        tried=tried,
    ),
    unique_by=lambda each: each.id,
    max_size=12,
)
rules = st.builds(
    Rules,
    strategy=st.sampled_from(Strategy),
    pause_seconds=st.sampled_from([0.0, 5.0]),
    relax_seconds=st.sampled_from([None, 10.0]),
    seed=st.integers(0, 3),
)


def settle(line: Sequence[Waiting], agents: list[Agent]) -> list[Agent]:
    """Who rings already is not free, and rings for one caller only: so it is in a real queue."""
    busy: set[object] = set()
    for each in line:
        each.ringing -= busy
        busy |= each.ringing
    for agent in agents:
        if agent.id in busy:
            agent.ready_at = NEVER
    return agents


@given(line, agents, rules)
def test_nobody_is_offered_twice_at_once(line: list[Waiting], agents: list[Agent], rules: Rules) -> None:
    settle(line, agents)
    offers = decide(line, agents, NOW, rules)
    ringing = [agent for each in line for agent in each.ringing] + [each.agent for each in offers]
    assert len(ringing) == len(set(ringing))
    free = {each.id for each in agents if each.ready_at <= NOW}
    assert {each.agent for each in offers} <= free


@given(line, agents, rules)
def test_nobody_is_overtaken_within_a_priority(
    line: list[Waiting], agents: list[Agent], rules: Rules
) -> None:
    settle(line, agents)
    known = {each.id: each for each in agents}
    callers = {each.id: each for each in line}
    offers = decide(line, agents, NOW, rules)
    served = {each.caller for each in offers}
    for offer in offers:
        lucky = callers[offer.caller]
        for other in line:
            if other.place < lucky.place and other.id not in served and not other.ringing:
                assert not may(other, known[offer.agent], NOW, rules)


@given(line, agents, rules)
def test_no_free_agent_idles_while_a_caller_waits(
    line: list[Waiting], agents: list[Agent], rules: Rules
) -> None:
    settle(line, agents)
    offers = decide(line, agents, NOW, rules)
    taken, served = {each.agent for each in offers}, {each.caller for each in offers}
    idle = [each for each in agents if each.ready_at <= NOW and each.id not in taken]
    alone = [each for each in line if each.id not in served and not each.ringing]
    assert [(a.id, c.id) for a in idle for c in alone if may(c, a, NOW, rules)] == []


@given(line, agents, rules)
def test_what_is_decided_depends_on_nothing_else_and_changes_nothing(
    line: list[Waiting], agents: list[Agent], rules: Rules
) -> None:
    settle(line, agents)
    before = deepcopy((line, agents))
    offers = decide(line, agents, NOW, rules)
    assert (line, agents) == before
    assert decide(list(reversed(line)), agents, NOW, rules) == offers or len({c.place for c in line}) < len(
        line
    )


@given(line, agents, rules)
def test_time_alone_changes_nothing_before_it_is_said(
    line: list[Waiting], agents: list[Agent], rules: Rules
) -> None:
    settle(line, agents)
    for offer in decide(line, agents, NOW, rules):
        next(each for each in line if each.id == offer.caller).ringing.add(offer.agent)
    settle(line, agents)
    after = next_change(line, agents, NOW, rules)
    just_before = NOW + 99 if after is None else (NOW + after) / 2
    unserved = [each for each in line if not each.ringing]
    if after is None or just_before > NOW:
        assert decide(unserved, agents, just_before, rules) == []


def who(strategy: Strategy, *agents: Agent, caller: Waiting | None = None, **more: float) -> list[object]:
    """The agents that ring for one caller."""
    given = caller or Waiting("c", NOW - 30)
    return [each.agent for each in decide([given], agents, NOW, Rules(strategy, **more))]  # type: ignore[arg-type]


ANNA = Agent("anna", position=0, idle_since=900, last_offer=5, calls=7, talked=50, skills={"en": 3})
BOB = Agent("bob", position=1, idle_since=800, last_offer=4, calls=8, talked=60)
CHLOE = Agent("chloe", position=2, idle_since=950, last_offer=6, calls=5, talked=70)


@pytest.mark.parametrize(
    ("strategy", "chosen"),
    [
        (Strategy.IN_TURN, ["bob"]),
        (Strategy.ALL, ["anna", "bob", "chloe"]),
        (Strategy.LEAST_LOADED, ["anna"]),
        (Strategy.LONGEST_IDLE, ["bob"]),
        (Strategy.FEWEST_CALLS, ["chloe"]),
        (Strategy.SKILLS, ["bob"]),
    ],
)
def test_each_strategy_has_its_own_choice(strategy: Strategy, chosen: list[str]) -> None:
    assert who(strategy, ANNA, BOB, CHLOE) == chosen


def test_chance_is_repeatable_and_fair() -> None:
    drawn = [who(Strategy.RANDOM, ANNA, BOB, CHLOE, caller=Waiting(each, NOW))[0] for each in range(300)]
    assert drawn == [
        who(Strategy.RANDOM, ANNA, BOB, CHLOE, caller=Waiting(each, NOW))[0] for each in range(300)
    ]
    assert all(70 < drawn.count(each) < 130 for each in ("anna", "bob", "chloe"))


def test_a_whole_level_is_tried_before_the_next_and_then_it_begins_again() -> None:
    first, second = Agent("first"), Agent("second", position=1)
    third = Agent("third", level=1)
    caller, order = Waiting("c", NOW - 99), []
    for at in range(6):
        (offer,) = decide([caller], [third, second, first], NOW + 10 * at, Rules(pause_seconds=5))
        order.append(offer.agent)
        known = caller.tried.get(offer.agent, Tried(0, 0))
        caller.tried[offer.agent] = Tried(known.times + 1, NOW + 10 * at)
    assert order == ["first", "second", "third"] * 2


def test_with_ring_all_a_second_caller_goes_to_the_next_level() -> None:
    offers = decide(
        [Waiting("a", 1), Waiting("b", 2)], [Agent(1), Agent(2), Agent(3, level=1)], NOW, Rules(Strategy.ALL)
    )
    assert [(each.caller, each.agent) for each in offers] == [("a", 1), ("a", 2), ("b", 3)]


def test_with_ring_all_who_becomes_free_joins_the_ringing_ones() -> None:
    line = [Waiting("a", 1, ringing={1})]
    agents = [Agent(1, ready_at=NEVER), Agent(2), Agent(3, level=1)]
    assert decide(line, agents, NOW, Rules(Strategy.ALL)) == [Offer("a", 2, 20)]


def test_a_familiar_agent_comes_first_for_a_while_unless_he_is_busy_or_did_not_answer() -> None:
    rules = Rules(Strategy.LONGEST_IDLE, familiar_seconds=12)
    caller = Waiting("c", NOW - 1, familiar="anna")
    assert decide([caller], [ANNA, BOB], NOW, rules) == [Offer("c", "anna", 12)]
    assert [each.agent for each in decide([caller], [BOB], NOW, rules)] == ["bob"]
    caller.tried["anna"] = Tried(1, NOW - 60)
    assert [each.agent for each in decide([caller], [ANNA, BOB], NOW, rules)] == ["bob"]


def test_skills_are_demanded_less_and_less() -> None:
    caller = Waiting("c", NOW, skills={"en": 3})
    junior = Agent("junior", skills={"en": 2})
    rules = Rules(Strategy.SKILLS, relax_seconds=30)
    assert decide([caller], [junior, BOB], NOW, rules) == []
    assert next_change([caller], [junior, BOB], NOW, rules) == NOW + 30
    assert [each.agent for each in decide([caller], [junior, BOB], NOW + 30, rules)] == ["junior"]
    assert [each.agent for each in decide([caller], [BOB], NOW + 90, rules)] == ["bob"]
    assert decide([caller], [BOB], NOW + 9000, Rules(Strategy.SKILLS)) == []


def test_priority_comes_before_arrival() -> None:
    line = [Waiting("first", 1), Waiting("important", 500, priority=1)]
    assert [each.caller for each in decide(line, [BOB], NOW, Rules())] == ["important"]
