"""The command `palabre queue`: what a staffing would mean, before it is tried on callers."""

from collections.abc import Callable
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from palabre.features.queues.line import Rules, Strategy
from palabre.features.queues.simulation.play import simulate
from palabre.features.queues.simulation.results import Results
from palabre.features.queues.simulation.workload import Workload

NAME = "queue"
app = typer.Typer(no_args_is_help=True, help="Queues: what if there were more agents, or fewer?")
screen = Console()

ROWS: dict[str, Callable[[Results], str]] = {
    "calls": lambda it: f"{it.calls:,}",
    "answered": lambda it: f"{len(it.waits):,}",
    "gave up waiting": lambda it: f"{it.abandoned:.1%}",
    "line was full": lambda it: f"{it.refused:,}",
    "answered in time": lambda it: f"{it.service_level:.1%}",
    "wait, mean": lambda it: f"{it.mean_wait:.1f} s",
    "wait, median": lambda it: f"{it.wait(0.5):.1f} s",
    "wait, 90 % below": lambda it: f"{it.wait(0.9):.1f} s",
    "wait, longest": lambda it: f"{it.wait(1):.0f} s",
    "longest line": lambda it: f"{it.longest_line}",
    "phones rung in vain": lambda it: f"{it.missed:,}",
    "agents' load": lambda it: f"{it.load:.1%}",
}


@app.callback()
def queue() -> None:
    """Keeps `simulate` a command of its own."""


@app.command("simulate")
def run(  # noqa: PLR0913  (each parameter is an option of the command)
    agents: Annotated[list[str], typer.Option(help="how many, by level: 6 or 6+2; repeat to compare")],
    calls: Annotated[int, typer.Option(min=1, max=10_000_000)] = 100_000,
    per_hour: Annotated[float, typer.Option(min=0.1, help="calls an hour")] = 100,
    talk: Annotated[float, typer.Option(min=1, help="seconds of a conversation, on average")] = 180,
    wrap_up: Annotated[float, typer.Option(min=0, help="seconds after each conversation")] = 0,
    patience: Annotated[float, typer.Option(min=1, help="seconds callers wait, on average")] = 120,
    ring: Annotated[float, typer.Option(min=1, help="seconds an agent's phone rings")] = 20,
    pause: Annotated[float, typer.Option(min=0, help="seconds before the same agent again")] = 5,
    answer: Annotated[float, typer.Option(min=0, help="seconds until an agent picks up")] = 4,
    missed: Annotated[float, typer.Option(min=0, max=0.95, help="chance that he does not")] = 0.02,
    strategy: Annotated[Strategy, typer.Option()] = Strategy.LONGEST_IDLE,
    length: Annotated[int | None, typer.Option(help="how many may wait (unset: any number)")] = None,
    within: Annotated[float, typer.Option(help="seconds that count as in time")] = 20,
    seed: Annotated[int, typer.Option()] = 1,
) -> None:
    """Play a queue's calls with the code of the live queue: waits, abandonment and load of a staffing."""
    rules = Rules(strategy, ring, pause, wrap_up, seed=seed)
    found = []
    for each in agents:
        workload = Workload(
            calls, per_hour, talk, patience, staffing(each), answer, missed, length, within, rules
        )
        with screen.status(f"{each} agents, {calls:,} calls"):
            found.append((each, simulate(workload)))
    screen.print(table(found))


def staffing(written: str) -> tuple[int, ...]:
    """Counts of agents by level, from `6+2`."""
    counts = tuple(int(each) for each in written.split("+") if each.isdecimal())
    if not counts or sum(counts) == 0 or len(counts) != written.count("+") + 1:
        raise typer.BadParameter(f"agents are counted like 6 or 6+2, not {written}")
    return counts


def table(found: list[tuple[str, Results]]) -> Table:
    """One column for each staffing."""
    first = found[0][1].workload
    drawn = Table(title=f"{first.calls:,} calls, {first.per_hour:g} an hour, {first.rules.strategy}")
    drawn.add_column("agents")
    for name, _ in found:
        drawn.add_column(name, justify="right")
    for words, told in ROWS.items():
        drawn.add_row(words, *(told(results) for _, results in found))
    return drawn
