"""The marks that Palabre has set itself, and how results are shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

Results = Mapping[str, float]


@dataclass(frozen=True)
class Mark:
    """A figure to reach, and whether a value reaches it."""

    words: str
    reached: Callable[[float], bool]


def at_most(limit: float) -> Mark:
    """A cost, which must stay below."""
    return Mark(f"≤ {limit:g}", lambda value: value <= limit)


def at_least(limit: float) -> Mark:
    """A strength, which must come up to it."""
    return Mark(f"≥ {limit:g}", lambda value: value >= limit)


MARKS = {
    "app_cpu_ms_per_call": at_most(4),
    "cpu_ratio": at_most(2.5),
    "added_delay_p99_ms": at_most(40),
    "sustained_cps": at_least(30),
    "failed_calls": at_most(0),
    "menu_keys_unheard": at_most(0),
    "menu_key_to_prompt_p99_ms": at_most(150),
    "queue_free_to_ring_p99_ms": at_most(200),
    "queue_rung_twice": at_most(0),
    "leftovers": at_most(0),
    "list_decision_p99_ms": at_most(5),
}


def show(results: Results, words: Mapping[str, str]) -> None:
    """Print a table of results; `words` says what each of them is."""
    table = Table(title="Palabre beside the bare switch")
    table.add_column("figure")
    table.add_column("value", justify="right")
    table.add_column("mark", justify="right")
    table.add_column("")
    for name, value in results.items():
        mark = MARKS.get(name)
        verdict = "" if mark is None else "[green]reached[/]" if mark.reached(value) else "[red]missed[/]"
        table.add_row(
            f"{name}\n[dim]{words.get(name, '')}[/]", f"{value:g}", mark.words if mark else "", verdict
        )
    Console(width=110).print(table)
