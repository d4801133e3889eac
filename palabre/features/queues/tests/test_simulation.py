"""The simulation against what queueing theory knows."""

from math import exp, factorial

from palabre.features.queues.line import Rules, Strategy
from palabre.features.queues.simulation.play import simulate
from palabre.features.queues.simulation.workload import Workload
from palabre.features.queues.terminal import staffing, table


def test_patient_callers_wait_as_long_as_erlang_says() -> None:
    """Erlang C: 8 agents, 6 erlangs of work, nobody gives up, phones are answered at once."""
    rules = Rules(Strategy.LONGEST_IDLE, seed=4)
    found = simulate(
        Workload(60_000, 120, 180, 1e9, agents=(8,), answer_seconds=0, service_seconds=20, rules=rules)
    )
    offered, agents = 6.0, 8
    busy = offered**agents / factorial(agents) * agents / (agents - offered)
    waits = busy / (sum(offered**each / factorial(each) for each in range(agents)) + busy)
    assert abs(sum(each > 0.001 for each in found.waits) / found.calls - waits) < 0.03
    assert abs(found.mean_wait - waits * 180 / (agents - offered)) < 4
    in_time = 1 - waits * exp(-(agents - offered) * 20 / 180)
    assert abs(found.service_level - in_time) < 0.02
    assert abs(found.load - offered / agents) < 0.02


def test_more_agents_mean_less_waiting_and_every_call_is_accounted_for() -> None:
    few, many = (
        simulate(Workload(4000, 200, 180, 90, agents=(count,), missed=0.1, rules=Rules(wrap_up_seconds=15)))
        for count in (9, 13)
    )
    for each in (few, many):
        assert len(each.waits) + len(each.lost_waits) == each.calls == 4000
        assert 0 < each.load <= 1
        assert each.offers >= len(each.waits) + each.missed
    assert few.abandoned > many.abandoned
    assert few.mean_wait > many.mean_wait


def test_every_strategy_serves_everybody_who_stays() -> None:
    for strategy in Strategy:
        found = simulate(Workload(800, 60, 120, 1e9, agents=(2, 2), missed=0.2, rules=Rules(strategy)))
        assert len(found.waits) == 800, strategy


def test_a_full_line_takes_nobody_more() -> None:
    found = simulate(Workload(500, 600, 300, 1e9, agents=(2,), max_length=5))
    assert found.longest_line == 5
    assert found.refused + len(found.waits) == 500


def test_the_same_seed_brings_the_same_day() -> None:
    first, again = (simulate(Workload(500, rules=Rules(Strategy.RANDOM, seed=9))) for _ in range(2))
    assert first.waits == again.waits


def test_a_staffing_is_written_by_level_and_shown_in_columns() -> None:
    assert staffing("6+2") == (6, 2)
    shown = table([("6", simulate(Workload(50))), ("7", simulate(Workload(50, agents=(7,))))])
    assert [each.header for each in shown.columns] == ["agents", "6", "7"]
