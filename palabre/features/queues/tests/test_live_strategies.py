"""Whose phone rings in a live queue, by each strategy and at each level."""

import asyncio
from typing import Any

import pytest

from palabre.features.queues import facts as happened
from palabre.features.queues.commands import agent_state
from palabre.phone.script import Answers, Behaviour, Moment, Refuses, Rings, Script
from tests.company import ident
from tests.stage import Stage, on_stage

NAMES = {"awa@acme.test": "awa", "koffi@acme.test": "koffi", "yao@acme.test": "yao"}
STAFF = ["101", "102", "103"]
LEVELS = [{"agent": each, "level": level} for level, each in enumerate(STAFF)]
PAIR = [*LEVELS[:1], {"agent": "102"}, {"agent": "103", "level": 1}]
ENOUGH = 300


def company(**queue: Any) -> dict[str, Any]:
    """Three agents, and one queue with the short number 600."""
    usual = {"number": "600", "agents": STAFF, "ring_seconds": 10, "pause_seconds": 5}
    phones = {"101": "awa", "102": "koffi", "103": "yao", "300": "caller"}
    return {
        "extensions": {digits: {"phones": [phone]} for digits, phone in phones.items()},
        "queues": {"sales": usual | queue},
        "agents": {"101": {"skills": {"en": 1}}, "102": {"skills": {"en": 2}}, "103": {"skills": {"en": 3}}},
    }


def rang(stage: Stage) -> list[str]:
    """Whose phones have rung, in order."""
    return [NAMES[each.endpoint] for each in stage.phone.legs]


def offered(stage: Stage) -> list[tuple[float, str]]:
    """When each of them began, in seconds since the first."""
    names = {str(ident(digits)): name for digits, name in zip(STAFF, NAMES.values(), strict=True)}
    offers = [each for each in stage.facts.all if each.kind == happened.OFFERED]
    return [(round((each.at - offers[0].at).total_seconds()), names[each.data["agent"]]) for each in offers]


async def served(stage: Stage, *talks: float) -> None:
    """Each caller comes when the one before him has been served; so long each conversation lasts."""
    for seconds in talks:
        stage.phone.script = Script(others=Answers(2, seconds))
        stage.calls("caller@acme.test", "600", Script())
        await asyncio.sleep(seconds + 10)


def waits_in_vain(described: dict[str, Any], seconds: float = 60, **phones: Behaviour) -> Stage:
    """One caller; nobody picks up."""

    async def play(stage: Stage) -> None:
        stage.calls("caller@acme.test", "600", Script(hangs_up=Moment(seconds)))
        await asyncio.sleep(ENOUGH)

    by_name = {f"{name}@acme.test": behaviour for name, behaviour in phones.items()}
    return on_stage(described, play, Script(phones=by_name, others=Rings()))


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [
        ("in_turn", ["awa", "koffi", "yao", "koffi", "yao", "awa"]),
        ("longest_idle", ["awa", "koffi", "yao", "yao", "koffi", "yao"]),
        ("least_loaded", ["awa", "koffi", "yao", "yao", "yao", "koffi"]),
        ("fewest_calls", ["awa", "koffi", "yao", "yao", "koffi", "awa"]),
        ("skills", ["awa", "koffi", "yao", "koffi", "koffi", "awa"]),
    ],
)
def test_each_strategy_has_its_own_order(strategy: str, expected: list[str]) -> None:
    """Awa talks until 102 s, Koffi until 33, Yao until 24; those who call at 50 and 60 find these two free,
    who calls at 110 finds all three. Without a demand the specialists are spared: Awa can do least."""
    calls = [(0, 100), (1, 30), (2, 20), (50, 5), (60, 6), (110, 5)]

    async def play(stage: Stage) -> None:
        loop = asyncio.get_running_loop()
        for moment, talks in calls:
            loop.call_later(moment, comes, stage, talks)
        await asyncio.sleep(ENOUGH)

    assert rang(on_stage(company(strategy=strategy), play)) == expected


def comes(stage: Stage, talks: float) -> None:
    stage.phone.script = Script(others=Answers(2, talks))
    stage.calls("caller@acme.test", "600", Script())


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [
        ("in_turn", ["awa", "yao", "koffi", "awa", "yao", "koffi"]),
        ("least_loaded", ["awa", "yao", "koffi", "koffi", "koffi", "yao"]),
    ],
)
def test_who_was_away_and_comes_back(strategy: str, expected: list[str]) -> None:
    async def play(stage: Stage) -> None:
        koffi = {"agent": str(ident("102")), "reason": "Déjeuner"}
        await agent_state(stage.dispatcher, stage.account, koffi | {"state": "logged_out"})
        await served(stage, 90, 50)
        await agent_state(stage.dispatcher, stage.account, koffi | {"state": "available"})
        await served(stage, 10, 20, 30, 40)

    assert rang(on_stage(company(strategy=strategy), play)) == expected


def test_chance_knows_no_levels_and_forgets_nobody() -> None:
    stage = on_stage(company(strategy="random", agents=LEVELS), lambda stage: served(stage, *[1] * 30))
    counts = [rang(stage).count(each) for each in NAMES.values()]
    assert sum(counts) == 30
    assert min(counts) >= 3


def test_all_of_a_level_ring_together_and_then_the_next_level() -> None:
    stage = waits_in_vain(company(strategy="all", agents=PAIR), 31)
    assert offered(stage) == [(0, "awa"), (0, "koffi"), (10, "yao"), (20, "awa"), (20, "koffi"), (30, "yao")]


def test_with_ring_all_a_single_agent_of_level_0_is_rung_alone_and_a_second_caller_rings_level_1() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("caller@acme.test", "600", Script(hangs_up=Moment(9)))
        await asyncio.sleep(1)
        assert rang(stage) == ["awa"]
        stage.calls("caller@acme.test", "600", Script(hangs_up=Moment(8)))
        await asyncio.sleep(1)
        assert rang(stage) == ["awa", "koffi"]
        await asyncio.sleep(ENOUGH)

    on_stage(company(strategy="all", agents=LEVELS), play, Script(others=Rings()))


@pytest.mark.parametrize("strategy", ["in_turn", "longest_idle", "least_loaded", "fewest_calls", "skills"])
def test_level_0_then_1_then_2_and_from_the_top_again(strategy: str) -> None:
    stage = waits_in_vain(company(strategy=strategy, agents=LEVELS), 55)
    assert offered(stage) == [
        *((0, "awa"), (10, "koffi"), (20, "yao")),
        *((30, "awa"), (40, "koffi"), (50, "yao")),
    ]


def test_nobody_of_level_1_is_disturbed_while_level_0_answers() -> None:
    stage = on_stage(company(agents=LEVELS), lambda stage: served(stage, 5, 5, 5, 5))
    assert rang(stage) == ["awa"] * 4


def test_between_two_attempts_the_same_agent_is_left_in_peace() -> None:
    stage = waits_in_vain(company(agents=["101"], pause_seconds=7), 40)
    assert offered(stage) == [(0, "awa"), (17, "awa"), (34, "awa")]


def test_who_is_busy_on_a_private_call_is_left_alone_for_longer() -> None:
    stage = waits_in_vain(
        company(agents=["101"], pause_seconds=5, busy_penalty_seconds=20), 45, awa=Refuses()
    )
    assert offered(stage) == [(0, "awa"), (20, "awa"), (40, "awa")]


def test_skills_are_asked_for_and_less_of_them_the_longer_it_takes() -> None:
    """English of level 3: Yao at once, Koffi after 20 s, Awa after 40 s."""
    described = company(strategy="skills", relax_seconds=20, ring_seconds=8, pause_seconds=100) | {
        "scenarios": {"english": {"number": "700", "document": asks_for({"en": 3})}}
    }

    async def play(stage: Stage) -> None:
        stage.calls("caller@acme.test", "700", Script(hangs_up=Moment(60)))
        await asyncio.sleep(ENOUGH)

    assert offered(on_stage(described, play, Script(others=Rings()))) == [
        (0, "yao"),
        (20, "koffi"),
        (40, "awa"),
    ]


def asks_for(skills: dict[str, int]) -> dict[str, Any]:
    fields = {"queue": str(ident("sales")), "skills": skills}
    return {"start": "wait", "steps": {"wait": {"type": "queue", "fields": fields}}}
