"""Puts the directory together from what the features bring along."""

from typing import cast

from palabre.calls.directory import Directory, Entry, Part
from palabre.calls.variables import AccountVariables
from palabre.kit import discover
from palabre.routing.codes import OwnCodes
from palabre.routing.plan import Plan
from palabre.routing.scenarios import Scenarios


def directory() -> Directory:
    """An empty directory that knows every feature's part and entry."""
    parts: list[type[Part]] = [Plan, Scenarios, AccountVariables, OwnCodes]
    for module in discover.modules("palabre.features", "snapshot"):
        parts.extend(
            value
            for value in vars(module).values()
            if isinstance(value, type) and Part in value.__mro__ and value.__module__ == module.__name__
        )
    entries = [cast(Entry, module) for module in discover.modules("palabre.features", "enter")]
    return Directory(parts, entries)
