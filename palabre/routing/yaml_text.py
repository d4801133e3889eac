"""YAML as scenarios are written in it: a small and harmless part of the language.

Only `true`, `false`, `null` and decimal numbers are more than text (YAML 1.2, 10.3.2, without its other
notations), so that `no`, `08:00` or `0707070707` stay what they are; keys are always text; `!kind name` names
a thing. Aliases, which can make a huge tree out of a short text, are refused.
"""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, ClassVar

import yaml

from palabre.kit.errors import PalabreError

DEEPEST = 40
MOST_VALUES = 100_000
_KIND = re.compile(r"[a-z][a-z_]{0,39}")
_RESOLVED = (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", ["n", "~", ""]),
    ("int", r"-?(?:0|[1-9][0-9]{0,17})", "-0123456789"),
    ("float", r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?", "-0123456789"),
)


class YamlUnreadable(PalabreError):
    """The text is not YAML, or uses what we do not take."""

    code, status = "yaml_unreadable", 422
    fr = "Ligne {line}, colonne {column} : ce n'est pas du YAML lisible ({reason})."
    en = "Line {line}, column {column}: this is not readable YAML ({reason})."


class YamlAliases(PalabreError):
    """The text repeats parts of itself by aliases."""

    code, status = "yaml_aliases", 422
    fr = "Ligne {line} : les alias YAML (*nom) ne sont pas acceptés."
    en = "Line {line}: YAML aliases (*name) are not accepted."


class YamlTooLarge(PalabreError):
    """More values, or values deeper inside others, than a scenario has."""

    code, status = "yaml_too_large", 422
    fr = "Ligne {line} : le texte est trop grand ou trop imbriqué."
    en = "Line {line}: the text is too large or nested too deeply."


@dataclass(frozen=True)
class Named:
    """A thing of the account, by its kind and what it is called in this text: `!extension 101`."""

    kind: str
    key: str


class Flat(list[Any]):
    """A list that is written on one line."""


_TAKEN = [f"tag:yaml.org,2002:{each}" for each in ("map", "seq", "str", "int", "float", "bool", "null")]


class _Loader(yaml.CSafeLoader):
    yaml_constructors: ClassVar[dict[str | None, Any]] = {
        each: yaml.CSafeLoader.yaml_constructors[each] for each in (*_TAKEN, None)
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        if not isinstance(node, yaml.MappingNode):
            raise yaml.constructor.ConstructorError(None, None, "no mapping", node.start_mark)
        found: dict[Hashable, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag.startswith("!"):
                raise yaml.constructor.ConstructorError(None, None, "a key is a text", key.start_mark)
            if key.value in found:
                raise yaml.constructor.ConstructorError(None, None, "the same key twice", key.start_mark)
            found[key.value] = self.construct_object(value, deep=deep)
        return found


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _named(loader: yaml.SafeLoader, kind: str, node: yaml.Node) -> Named:
    if not isinstance(node, yaml.ScalarNode) or not _KIND.fullmatch(kind):
        raise yaml.constructor.ConstructorError(None, None, "!kind name", node.start_mark)
    return Named(kind, node.value)


def _write_text(dumper: _Dumper, text: str) -> yaml.Node:
    lines = text.split("\n")
    plain = all(each.isprintable() and each.strip() == each for each in lines)
    style = "|" if len(lines) > 1 and plain and lines[0] else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


for _class in (_Loader, _Dumper):
    _class.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in _RESOLVED:
    for _class in (_Loader, _Dumper):
        _class.add_implicit_resolver(
            f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first)
        )
_Loader.add_multi_constructor("!", _named)
_Dumper.add_representer(str, _write_text)
_Dumper.add_representer(Named, lambda dumper, each: dumper.represent_scalar(f"!{each.kind}", each.key))
_Dumper.add_representer(
    Flat, lambda dumper, each: dumper.represent_sequence("tag:yaml.org,2002:seq", each, flow_style=True)
)


def write(value: Any) -> str:
    """A value as YAML, in the order of its keys."""
    text: str = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100, default_flow_style=False
    )
    return text


def read(text: str) -> Any:
    """The value of a YAML text. Raises YamlUnreadable, YamlAliases, YamlTooLarge."""
    try:
        _look_through(text)
        return yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as trouble:
        mark = trouble.problem_mark or trouble.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise YamlUnreadable(line=line, column=column, reason=str(trouble.problem)[:200]) from trouble
    except (yaml.YAMLError, ValueError, LookupError) as trouble:
        raise YamlUnreadable(line=1, column=1, reason=str(trouble)[:200]) from trouble


def _look_through(text: str) -> None:
    """Event by event, before anything is built of it."""
    depth = values = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise YamlAliases(line=line)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        values += isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
        if depth > DEEPEST or values > MOST_VALUES:
            raise YamlTooLarge(line=line)
