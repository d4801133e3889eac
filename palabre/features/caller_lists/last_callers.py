"""Who rang each extension last from outside: what this process has seen, else what it read when it began."""

from uuid import UUID

from palabre.calls.call import Call
from palabre.features.caller_lists.snapshot import CallerLists


class LastCallers(dict[UUID, str]):
    """Numbers by extension; an empty one hides."""


def remember(call: Call, extension: UUID) -> None:
    """An extension rings for an outside caller."""
    call.world.shared.setdefault(LastCallers, LastCallers())[extension] = call.caller.number


def last_caller(call: Call, extension: UUID) -> str | None:
    """The number, None when nobody has called yet."""
    seen: LastCallers = call.world.shared.get(LastCallers, LastCallers())
    return seen.get(extension, call.account.part(CallerLists).last_callers.get(extension))
