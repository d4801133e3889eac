"""What holds for an extension: its own setting, else its group's."""

from typing import Any
from uuid import UUID

from palabre.calls.directory import Account
from palabre.features.extensions.snapshot import Extensions, Groups


def setting_of(account: Account, extension: UUID, name: str) -> Any:
    """The field `name` of an extension, of its group where it is None there; None when nobody has set it."""
    own = account.part(Extensions).by_id.get(extension)
    if own is None:
        return None
    chosen = getattr(own, name, None)
    group = account.part(Groups).by_id.get(own.group) if own.group else None
    return getattr(group, name, None) if chosen is None and group is not None else chosen
