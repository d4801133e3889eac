"""An office where anything happens at any moment: what people at phones, programs and the machine can do."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from palabre.calls.control import Command
from palabre.kit import discover
from palabre.kit.errors import PalabreError
from palabre.phone.script import Absent, Answers, Behaviour, Refuses, Rings, Script
from tests.company import ident
from tests.stage import Stage

NUMBERS = {"+2252720001000": "main", "+2252720001006": "hotline", "+2252720001003": "carol"}
OUTSIDE = "+2250701020304"
PHONES = [f"{each}@acme.test" for each in ("anna", "mobile", "bob", "carol", "dan", "eve")]
TRUNKS = ["trunk-orange", "trunk-mtn"]
EXTENSIONS = ["101", "102", "103", "104", "105"]


def _one_step(kind: str, **fields: Any) -> dict[str, Any]:
    return {"document": {"start": "a", "steps": {"a": {"type": kind, "fields": fields}}}}


def _menu() -> dict[str, Any]:
    fields = {"prompt": {"text": "Tapez 1."}, "keys": ["1"], "repeats": 5}
    exits = {"1": "bob", "no_key": "bye", "wrong_key": "bye"}
    bob = {"type": "dial_extension", "fields": {"extension": str(ident("102"))}}
    menu = {"type": "menu", "fields": fields, "exits": exits}
    return {"document": {"start": "menu", "steps": {"menu": menu, "bob": bob, "bye": {"type": "hang_up"}}}}


COMPANY: dict[str, Any] = {
    "numbers": NUMBERS,
    "trunks": ["orange", "mtn"],
    "extensions": {
        "101": {"name": "Anna", "phones": ["anna", "mobile"], "ring_seconds": 20},
        "102": {"name": "Bob", "phones": ["bob"], "calls_at_once": 4},
        "103": {"name": "Carol", "phones": ["carol"], "ring_seconds": 8},
        "104": {"name": "Dan", "phones": ["dan"]},
        "105": {"name": "Eve", "phones": ["eve"]},
    },
    "forwards": {
        "103": [{"kind": "no_answer", "to": ["102"]}, {"kind": "busy", "to": ["105"]}],
    },
    "supervisors": {"104": None},
    "queues": {"sales": {"number": "600", "agents": ["104", "105"], "ring_seconds": 10}},
    "conferences": {"open": {"number": "800"}},
    "mailboxes": {"200": {"max_seconds": 20}},
    "parking": {"park_number": "700", "last_slot": "703", "recall_seconds": 30},
    "hold": {"reminder_seconds": 30},
    "scenarios": {
        "main": _one_step("dial_extension", extension=str(ident("101"))),
        "hotline": _one_step("queue", queue=str(ident("sales"))),
        "carol": _one_step("dial_extension", extension=str(ident("103"))),
        "menu": {"number": "300", **_menu()},
    },
}


@dataclass(frozen=True)
class Calls:
    """A phone or a trunk calls a number."""

    endpoint: str
    number: str

    async def do(self, stage: Stage) -> None:
        """Dial."""
        stage.calls(self.endpoint, self.number)


@dataclass(frozen=True)
class Presses:
    """One of those who are there presses keys."""

    who: int
    keys: str

    async def do(self, stage: Stage) -> None:
        """Press them."""
        for party in _some(_talking(stage), self.who):
            stage.phone.press(party, self.keys)


@dataclass(frozen=True)
class Refers:
    """A phone asks for a transfer by itself."""

    who: int
    to: str

    async def do(self, stage: Stage) -> None:
        """To a number."""
        for party in _some(_talking(stage), self.who):
            stage.phone.refer(party, self.to)


@dataclass(frozen=True)
class Joins:
    """A phone with two calls asks that they become one; another one asks for what it has no right to."""

    who: int
    other: int

    async def do(self, stage: Stage) -> None:
        """With Replaces."""
        for party in _some(_talking(stage), self.who):
            line = stage.dispatcher.world.lines.parties[party].endpoint
            mine = [each for each in stage.phone.parties if each in stage.dispatcher.world.lines.of(line)]
            for other in _some([each for each in mine if each != party], self.other):
                stage.phone.refer(party, "", other)


@dataclass(frozen=True)
class Holds:
    """Somebody's phone puts the other side on hold, or takes it back."""

    who: int
    held: bool

    async def do(self, stage: Stage) -> None:
        """As often as he likes."""
        for party in _some(_talking(stage), self.who):
            (stage.phone.hold if self.held else stage.phone.resume)(party)


@dataclass(frozen=True)
class Leaves:
    """Somebody hangs up."""

    who: int

    async def do(self, stage: Stage) -> None:
        """Whatever he does at the moment."""
        for party in _some(list(stage.phone.parties), self.who):
            stage.phone.leave(party)


@dataclass(frozen=True)
class Asks:
    """A program asks for something to be done with one of the calls."""

    which: int
    command: str
    body: Mapping[str, Any]

    async def do(self, stage: Stage) -> None:
        """It may be refused."""
        for call in _some(list(stage.dispatcher.sessions), self.which):
            with suppress(PalabreError):
                body = {"call": str(call), **self.body}
                await _command(self.command)(stage.dispatcher, stage.account, body)


@dataclass(frozen=True)
class Dies:
    """The process is killed, and another one takes the calls up."""

    async def do(self, stage: Stage) -> None:
        """A kill -9."""
        await stage.dies()


@dataclass(frozen=True)
class Becomes:
    """From now on a phone behaves in another way."""

    endpoint: str
    behaviour: Behaviour

    async def do(self, stage: Stage) -> None:
        """For the calls that come now."""
        phones = {**stage.phone.script.phones, self.endpoint: self.behaviour}
        stage.phone.script = Script(phones=phones, others=stage.phone.script.others)


Happening = Calls | Presses | Refers | Joins | Holds | Leaves | Asks | Dies | Becomes


def _some(parties: list[Any], which: int) -> list[Any]:
    """One of them, if there is any: the newest are the likeliest."""
    return parties[-1 - which % len(parties) :][:1] if parties else []


def _talking(stage: Stage) -> list[str]:
    """Phones and trunks that are up, or have called."""
    lines = stage.dispatcher.world.lines.parties
    return [name for name, each in stage.phone.parties.items() if name in lines and (each.up or each.calls)]


def _command(name: str) -> Command:
    found = (each.COMMANDS for each in discover.modules("palabre.features", "commands"))
    command: Command = next(each[name] for each in found if name in each)
    return command


WHO = st.integers(0, 5)
TARGETS = st.sampled_from([*EXTENSIONS, "600", "800", "300", "700", "702", "200", OUTSIDE, "999"])
CODES = st.sampled_from(["700", "701", "702", "*8", "*8101", "*9", "*1", "078101", "081102"])
SUPERVISES = st.builds(
    "{}{}".format, st.sampled_from(["078", "079", "080", "081"]), st.sampled_from(EXTENSIONS)
)
PICKS = st.sampled_from(["*8", "*8101", "*8103", "*8600", "701", "702", "*1"])
KEYS = st.sampled_from(
    ["*102#", "*103#", "*104", "*105", "*101", "*600#", "*800", "*700#", "*702#", "*1", "*2", "*3", "*", "#"]
    + ["0", "1", "2", "3", "4", "*00225070#"]
)
BEHAVIOUR: st.SearchStrategy[Behaviour] = st.sampled_from(
    [Answers(1), Answers(1), Answers(0.1), Answers(4), Answers(2, 15), Rings(), Absent(), Refuses()]
)
BY = st.sampled_from(EXTENSIONS)
TRANSFER = st.fixed_dictionaries({"by": BY, "to": TARGETS, "attended": st.booleans()})
CONSULTATION = st.fixed_dictionaries(
    {"by": BY, "how": st.sampled_from(["complete", "take_back", "target", "other", "all"])}
)
PARK = st.fixed_dictionaries({"by": BY, "slot": st.sampled_from([None, "702"])})
ORIGINATE = st.fixed_dictionaries({"from": BY, "to": TARGETS | CODES})
WHISPER = st.fixed_dictionaries(
    {
        "supervisor": st.just(str(ident("104"))),
        "agent": st.sampled_from([str(ident(each)) for each in EXTENSIONS]),
        "mode": st.sampled_from(["listen", "whisper", "barge"]),
        "microphone": st.booleans(),
        "takes": st.booleans(),
    }
)
HAPPENING: st.SearchStrategy[Happening] = st.one_of(
    st.builds(Calls, st.sampled_from(TRUNKS), st.sampled_from(list(NUMBERS))),
    st.builds(Calls, st.sampled_from(TRUNKS), st.sampled_from(list(NUMBERS))),
    st.builds(Calls, st.sampled_from(PHONES), TARGETS),
    st.builds(Calls, st.sampled_from(PHONES), CODES),
    st.builds(Calls, st.just("mobile@acme.test"), st.just("*9")),
    st.builds(Calls, st.just("dan@acme.test"), SUPERVISES),
    st.builds(Calls, st.sampled_from(PHONES), PICKS),
    st.builds(Presses, WHO, KEYS),
    st.builds(Presses, WHO, st.sampled_from(["*102", "*103", "*105", "*00225070"])),
    st.builds(Presses, WHO, st.sampled_from(["*1", "*2", "*3", "4", "0"])),
    st.builds(Refers, WHO, TARGETS),
    st.builds(Joins, WHO, WHO),
    st.builds(Holds, WHO, st.booleans()),
    st.builds(Leaves, WHO),
    st.builds(Asks, WHO, st.just("transfer"), TRANSFER),
    st.builds(Asks, WHO, st.just("consultation"), CONSULTATION),
    st.builds(Asks, WHO, st.just("park_call"), PARK),
    st.builds(Asks, WHO, st.just("originate"), ORIGINATE),
    st.builds(Asks, WHO, st.just("whisper"), WHISPER),
    st.builds(Dies),
    st.builds(Becomes, st.sampled_from(PHONES), BEHAVIOUR),
)
QUIET_SECONDS = 3
"""After so long whatever was begun has happened."""
PAUSE = st.sampled_from([0.0, 0.01, 0.3, 1.0, 1.5, 3.0, 3.0, 12.0, 40.0])
STORY = st.lists(st.tuples(HAPPENING, PAUSE), min_size=20, max_size=50)


def tell(story: list[tuple[Happening, float]]) -> Callable[[Stage], Coroutine[Any, Any, None]]:
    """Let it happen; then everybody hangs up, and nobody answers any more."""

    async def play(stage: Stage) -> None:
        for happening, pause in story:
            await happening.do(stage)
            await asyncio.sleep(pause)
            if pause >= QUIET_SECONDS:
                await asyncio.sleep(0.001)
                assert deaf(stage) == []
        stage.phone.script = Script(others=Rings())
        for _ in range(8):
            for party in list(stage.phone.parties):
                stage.phone.leave(party)
            await asyncio.sleep(15)
        assert stage.leftovers() == []

    return play


def deaf(stage: Stage) -> list[str]:
    """Who talks, as the calls say, and does not hear the other side."""
    calls = [each.call for each in stage.dispatcher.sessions.values()]
    talks = [(call, call.talk) for call in calls if call.talk is not None and not call.talk.held]
    return [call.party for call, talk in talks if talk.party not in stage.phone.together(call.party)]


def everybody_answers() -> Script:
    """At first."""
    return Script(phones={each: Answers(1) for each in PHONES}, others=Answers(2))
