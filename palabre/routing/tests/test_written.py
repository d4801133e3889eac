"""A scenario becomes a text and the same scenario again; a hostile text does no harm."""

import time
from typing import Any
from uuid import UUID, uuid4

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from palabre.kit.errors import LANGUAGES, PalabreError
from palabre.routing.flow import Document
from palabre.routing.schemas import Drawing
from palabre.routing.things import Thing
from palabre.routing.written import ids_in, read_text, write_text
from palabre.routing.yaml_text import Named, read, write

OWN = UUID(int=7)
THINGS = [
    Thing("extension", UUID(int=1), "Awa Koné", "101"),
    Thing("extension", UUID(int=2), "101", None),
    Thing("schedule", UUID(int=3), "Bureau: lundi", None),
    Thing("schedule", UUID(int=4), "Bureau: lundi", None),
    Thing("scenario", UUID(int=5), "self", None),
]
TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30
) | st.sampled_from(
    [
        "no",
        "null",
        "~",
        "1",
        "1e3",
        "0x1F",
        "08:00",
        "2026-01-01",
        "a: b",
        "- x",
        "#x",
        "!x",
        "&a",
        "*a",
        "<<",
        "",
        " ",
        "\n",
    ]
)
IDS = st.sampled_from([str(each.id) for each in THINGS] + [str(OWN), str(UUID(int=99))])
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
    | IDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
PLACES = st.floats(allow_nan=False, allow_infinity=False)
NAMES = TEXTS.filter(lambda name: 1 <= len(name) <= 40)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    names = draw(st.lists(NAMES, min_size=1, max_size=5, unique=True))
    node = st.fixed_dictionaries(
        {
            "type": st.sampled_from(["menu", "hours", "teleport"]) | TEXTS,
            "fields": st.dictionaries(TEXTS, VALUES, max_size=4),
            "exits": st.dictionaries(TEXTS, st.sampled_from(names), max_size=3),
        },
        optional={"place": st.tuples(PLACES, PLACES), "comment": TEXTS},
    )
    steps = draw(st.fixed_dictionaries(dict.fromkeys(names, node)))
    return Document.model_validate({"start": draw(st.sampled_from(names)), "steps": steps})


def written(document: Document, name: str = "Accueil") -> str:
    known = {str(each.id): each for each in THINGS if each.id in ids_in(document)}
    return write_text({"name": name, "number": "300"}, document, known, str(OWN))


def again(text: str, own: UUID = OWN) -> Drawing:
    """Read in the account where it was written."""
    found = read_text(text)
    ids = {named: str(each.id) for named, each in found.named().items() if each.id}
    return found.document({Named("scenario", "self"): str(own), **ids})


@settings(max_examples=300, deadline=None)
@given(documents())
def test_nothing_is_lost_on_the_way(document: Document) -> None:
    assert again(written(document)).model_dump() == document.model_dump()


@settings(max_examples=200, deadline=None)
@given(VALUES)
def test_any_value_is_written_and_read(value: Any) -> None:
    assert read(write(value)) == value


READABLE = """\
palabre: scenario/1
name: Accueil
number: '300'
start: menu
steps:
  menu:
    type: menu
    fields:
      prompt:
        text: |-
          Bonjour.
          Tapez 1.
      keys:
      - '1'
    exits:
      '1': awa
      no_key: again
    place: [10.0, 20.5]
  awa:
    type: dial_extension
    fields:
      extension: !extension 101
  again:
    type: goto
    fields:
      scenario: !scenario self
things:
- kind: extension
  key: '101'
  name: Awa Koné
  id: 00000000-0000-0000-0000-000000000001
"""


def test_a_person_can_read_it() -> None:
    steps = {
        "menu": {
            "type": "menu",
            "fields": {"keys": ["1"], "prompt": {"text": "Bonjour.\nTapez 1."}},
            "exits": {"1": "awa", "no_key": "again"},
            "place": [10, 20.5],
        },
        "awa": {"type": "dial_extension", "fields": {"extension": str(THINGS[0].id)}},
        "again": {"type": "goto", "fields": {"scenario": str(OWN)}},
    }
    text = written(Document.model_validate({"start": "menu", "steps": steps}))
    assert text.replace("variables: {}\n", "") == READABLE


def test_what_is_written_by_hand_means_what_a_person_means() -> None:
    text = """
palabre: scenario/1
name: Nuit
number: 300
start: ask
steps:
  ask:
    type: menu
    fields: {direct_dialling: true, seconds: 4.5, keys: ["1"], to: !extension 101}
    exits: {1: no, no_key: 08:00}
"""
    found = read_text(text)
    assert (found.head.number, list(found.named())) == ("300", [Named("extension", "101")])
    node = found.document({}).steps["ask"]
    assert node.exits == {"1": "no", "no_key": "08:00"}
    assert node.fields == {"direct_dialling": True, "seconds": 4.5, "keys": ["1"], "to": "101"}


LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [*{before}, *{before}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (LAUGHS, "yaml_aliases"),
        ("a: &a {b: *a}", "yaml_aliases"),
        ("[" * 100_000, "yaml_too_large"),
        ("a: " * 1000, "yaml_unreadable"),
        ("- x\n" * 110_000, "yaml_too_large"),
        ("a: [", "yaml_unreadable"),
        ("a: 1\na: 2", "yaml_unreadable"),
        ("--- a\n--- b", "yaml_unreadable"),
        ("a: \x00", "yaml_unreadable"),
        ("a: \x1b", "yaml_unreadable"),
        ("\ud800", "yaml_unreadable"),
        ("!!python/object/apply:os.system [ls]", "yaml_unreadable"),
        ("!!python/name:os.system", "yaml_unreadable"),
        ("!!set {a}", "yaml_unreadable"),
        ("!!float _", "yaml_unreadable"),
        ("!!bool x", "yaml_unreadable"),
        ("!!map [1]", "yaml_unreadable"),
        ("!!seq {a: 1}", "yaml_unreadable"),
        ("!!int " + "1" * 5000, "yaml_unreadable"),
        ("a: !extension [1]", "yaml_unreadable"),
        ("a: !Extension 1", "yaml_unreadable"),
        ("? [1]\n: 2", "yaml_unreadable"),
        ("", "yaml_no_scenario"),
        ("just words", "yaml_no_scenario"),
        ("- 1", "yaml_no_scenario"),
        ("palabre: scenario/2", "yaml_no_scenario"),
        ("palabre: scenario/1", "invalid_input"),
        ("palabre: scenario/1\nname: !extension 1", "invalid_input"),
        ("palabre: scenario/1\nname: x\ntries: [1]", "invalid_input"),
    ],
)
def test_what_is_no_scenario_is_refused_quickly(text: str, code: str) -> None:
    began = time.process_time()
    with pytest.raises(PalabreError) as refused:
        read_text(text)
    assert refused.value.code == code
    assert all(refused.value.text(language) for language in LANGUAGES)
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "drawing",
    [
        "start: a",
        "steps: {}",
        "start: a\nsteps: []",
        "start: a\nsteps: {}\nx: 1",
        "start: .inf\nsteps: {a: {type: 1}}",
    ],
)
def test_a_drawing_that_is_none_is_refused(drawing: str) -> None:
    text = read_text(f"palabre: scenario/1\nname: x\n{drawing}")
    with pytest.raises(PalabreError) as refused:
        text.document({})
    assert refused.value.code == "invalid_input"


def test_whatever_it_says_it_is_read_by_other_programs_too() -> None:
    """Only the `!kind` tags are ours."""
    document = Document.model_validate(
        {"start": "a", "steps": {"a": {"type": "hang_up", "fields": {"x": "no"}}}}
    )
    plain = yaml.safe_load(written(document))
    assert plain["steps"]["a"]["type"] == "hang_up"


def test_an_id_that_nobody_knows_stays_an_id() -> None:
    lost = str(uuid4())
    document = Document.model_validate({"start": "a", "steps": {"a": {"type": "x", "fields": {"y": lost}}}})
    assert again(written(document)).steps["a"].fields == {"y": lost}
