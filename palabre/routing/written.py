"""A scenario as a text that people read and change: YAML in which things are called by their names."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from palabre.kit.errors import PalabreError
from palabre.kit.input_errors import first_of
from palabre.kit.inputs import Digits, Name
from palabre.routing.flow import Document
from palabre.routing.schemas import Drawing
from palabre.routing.schemas_tries import TryNew
from palabre.routing.step import kinds
from palabre.routing.things import Thing
from palabre.routing.yaml_text import Flat, Named, read, write

FORM: Literal["scenario/1"] = "scenario/1"
ITSELF = "self"
"""How a scenario calls itself."""


class YamlNoScenario(PalabreError):
    """YAML of something else."""

    code, status = "yaml_no_scenario", 422
    fr = "Ce texte n'est pas un scénario exporté (« palabre: scenario/1 » manque)."
    en = "This text is not an exported scenario (“palabre: scenario/1” is missing)."


class ThingWritten(BaseModel):
    """A thing that a text names: its `key` stands in the steps."""

    model_config = ConfigDict(extra="forbid")

    kind: str = Field(max_length=40)
    key: str = Field(max_length=200)
    name: str | None = Field(None, max_length=200)
    id: UUID | None = None


class Head(BaseModel):
    """What a text holds beside the drawing."""

    palabre: Literal["scenario/1"]
    name: Name
    number: Digits | None = None
    things: list[ThingWritten] = Field([], max_length=5000)
    tries: list[TryNew] | None = Field(None, max_length=100)


@dataclass(frozen=True)
class Text:
    """A text that was read: the drawing still holds names instead of ids."""

    head: Head
    drawing: dict[str, Any]

    def named(self) -> dict[Named, ThingWritten]:
        """Everything that the steps name, with what else the text knows of it."""
        known = {Named(each.kind, each.key): each for each in self.head.things}
        inside = dict.fromkeys(each for each in _inside(self.drawing) if each.key != ITSELF)
        return {each: known.get(each) or ThingWritten(kind=each.kind, key=each.key) for each in inside}

    def document(self, ids: Mapping[Named, str]) -> Drawing:
        """The drawing with ids; a name without one stays what it is. Raises InvalidInput."""
        drawn: Drawing = _valid(Drawing, _replaced(self.drawing, lambda each: ids.get(each, each.key), Named))
        return drawn


def write_text(head: dict[str, Any], document: Document, things: Mapping[str, Thing], own: str) -> str:
    """The text of a scenario: `head` is its name, number and tries, `things` those it names, by their ids."""
    keys = _keys(things.values())
    named = {id: Named(thing.kind, keys[thing]) for id, thing in things.items()}
    named[own] = Named("scenario", ITSELF)
    drawn = document.model_dump(mode="json", exclude_none=True)
    steps = drawn.pop("steps")
    drawn["steps"] = {
        name: _step(steps[name], lambda text: named.get(text, text)) for name in _in_order(document)
    }
    listed = [
        {"kind": each.kind, "key": keys[each], "name": each.name, "id": str(each.id)}
        for each in sorted(things.values(), key=lambda each: (each.kind, keys[each]))
        if str(each.id) != own
    ]
    tries = {"tries": head["tries"]} if head.get("tries") else {}
    first = {"palabre": FORM, "name": head["name"], "number": head.get("number")}
    return write({**first, **drawn, **({"things": listed} if listed else {}), **tries})


def read_text(text: str) -> Text:
    """Read what was written. Raises the errors of `read`, YamlNoScenario, InvalidInput."""
    value = read(text)
    if not isinstance(value, dict) or value.get("palabre") != FORM:
        raise YamlNoScenario()
    if isinstance(value.get("number"), int):
        value["number"] = str(value["number"])
    about = {name: value.pop(name) for name in Head.model_fields if name in value}
    return Text(_valid(Head, about), value)


def ids_in(document: Document) -> set[UUID]:
    """Everything in the fields of the steps that could be the id of a thing."""
    found = set()
    for text in _inside_of([each.fields for each in document.steps.values()], str):
        try:
            id = UUID(text) if len(text) == len(str(UUID(int=0))) else None
        except ValueError:
            continue
        if id is not None and str(id) == text:
            found.add(id)
    return found


def _valid(model: Any, value: Any) -> Any:
    try:
        return model.model_validate(value)
    except ValidationError as invalid:
        raise first_of(invalid.errors()) from invalid


def _keys(things: Any) -> dict[Thing, str]:
    """What each thing is called in a text: its short number, else its name, made unique within its kind."""
    keys: dict[Thing, str] = {}
    taken = {("scenario", ITSELF)}
    for thing in sorted(things, key=lambda each: (each.digits is None, each.id)):
        wanted = key = thing.digits or thing.name
        count = 1
        while (thing.kind, key) in taken:
            count += 1
            key = f"{wanted} ({count})"
        taken.add((thing.kind, key))
        keys[thing] = key
    return keys


def _step(node: dict[str, Any], named: Callable[[str], Any]) -> dict[str, Any]:
    kind = kinds().get(node["type"])
    order = list(kind.model_fields) if kind else []
    place = {name: number for number, name in enumerate(order)}
    fields = sorted(node["fields"].items(), key=lambda each: (place.get(each[0], len(order)), each[0]))
    written: dict[str, Any] = {"type": node["type"]}
    if "comment" in node:
        written["comment"] = node["comment"]
    if fields:
        written["fields"] = _replaced(dict(fields), named, str)
    if node["exits"]:
        written["exits"] = dict(sorted(node["exits"].items()))
    if "place" in node:
        written["place"] = Flat(node["place"])
    return written


def _in_order(document: Document) -> Iterator[str]:
    """The steps as a caller comes to them, then those that no arrow leads to."""
    seen: dict[str, None] = {}
    waiting = [document.start]
    while waiting:
        name = waiting.pop(0)
        if name in document.steps and name not in seen:
            seen[name] = None
            waiting += [target for _, target in sorted(document.steps[name].exits.items())]
    yield from seen
    yield from sorted(document.steps.keys() - seen.keys())


def _replaced(value: Any, by: Callable[[Any], Any], kind: type) -> Any:
    if isinstance(value, kind):
        return by(value)
    if isinstance(value, dict):
        return {key: _replaced(each, by, kind) for key, each in value.items()}
    if isinstance(value, list):
        return [_replaced(each, by, kind) for each in value]
    return value


def _inside(value: Any) -> Iterator[Named]:
    yield from _inside_of(value, Named)


def _inside_of(value: Any, kind: type) -> Iterator[Any]:
    if isinstance(value, kind):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _inside_of(each, kind)
    elif isinstance(value, list):
        for each in value:
            yield from _inside_of(each, kind)
