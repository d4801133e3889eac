"""Reads the `cases.yaml` beside each `step.py`: scripted calls and what must become of them.

`company` is described as in tests/company.py. A case plays one `step` (its type and fields), a `scenario` (a
document), or a call `from` a phone or trunk that `dials` something. `call` is the script, in the shape of the
API. What must become of it: `exit` (of the single step), `path` ("step > exit"), `heard`, `rang` ("identity
number shown"), `facts` (these, in this order, among others), `outcome`, `ended_by`, `seconds` (of it all).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

import palabre.features
from palabre.calls.directory import Account
from palabre.routing.flow import Document, Flow, parse
from palabre.routing.simulate import Story, play
from palabre.routing.trial import ScriptedCall
from tests.company import Company, ident

MONDAY_MORNING = datetime(2026, 3, 2, 10, tzinfo=UTC)
FOLDERS = Path(palabre.features.__path__[0])


class _Loader(yaml.CSafeLoader):
    """YAML in which `!id office` is the id of the thing called office."""


_Loader.add_constructor("!id", lambda _, node: str(ident(node.value)))


@dataclass(frozen=True)
class Case:
    """One scripted call, of the step kinds of `feature`."""

    feature: str
    company: dict[str, Any]
    described: dict[str, Any]

    @property
    def name(self) -> str:
        """What it shows."""
        return f"{self.feature}: {self.described['name']}"

    def play(self) -> Story:
        """Let it happen."""
        account = Company(self.company).account()
        script = ScriptedCall.model_validate(self.described.get("call", {}))
        trial = script.trial(account, MONDAY_MORNING)
        if "from" not in self.described:
            return play(account, self._flow(), trial)
        dialled, endpoint = self.described["dials"], self.described["from"]
        return play(account, None, replace(trial, dialled=dialled, endpoint=endpoint))

    def _flow(self) -> Flow:
        drawn = self.described.get("scenario")
        if drawn is None:
            fields = dict(self.described["step"])
            drawn = {"start": "it", "steps": {"it": {"type": fields.pop("type"), "fields": fields}}}
        return parse(Document.model_validate(drawn), f"scenario:{ident('tried')}:1")


def all_cases() -> Iterator[Case]:
    """Every case of every feature."""
    for file in sorted(FOLDERS.glob("*/cases.yaml")):
        read = yaml.load(file.read_text(encoding="utf-8"), _Loader)
        for described in read["cases"]:
            yield Case(file.parent.name, read.get("company", {}), described)


def became(story: Story, account: Account | None = None) -> dict[str, Any]:
    """A story in the words of a case."""
    return {
        "exit": story.path[0].exit if story.path else None,
        "path": [
            each.step + (f" > {each.exit.partition(':')[0]}" if each.exit else "") for each in story.path
        ],
        "heard": [says + ("…" if each.cut else "") for each in story.heard for says in each.says],
        "rang": [
            " ".join(filter(None, (each.endpoint, each.number, each.caller.number))) for each in story.rang
        ],
        "outcome": story.outcome.value,
        "ended_by": story.ended_by,
        "seconds": round(story.seconds, 1),
    }
