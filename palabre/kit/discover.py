"""Finds what features bring along, so that no list has to be edited."""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType


@cache
def modules(package: str, name: str) -> tuple[ModuleType, ...]:
    """Import `<package>.<anything>.<name>` wherever it exists, in alphabetical order."""
    return tuple(_found(package, name))


def _found(package: str, name: str) -> Iterator[ModuleType]:
    root = importlib.import_module(package)
    for found in sorted(pkgutil.iter_modules(root.__path__), key=lambda each: each.name):
        if not found.ispkg:
            continue
        folders = [str(Path(place) / found.name) for place in root.__path__]
        if any(each.name == name for each in pkgutil.iter_modules(folders)):
            yield importlib.import_module(f"{package}.{found.name}.{name}")
