"""What this process knows of the messages of all accounts."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from palabre.calls.directory import Account
from palabre.calls.world import World
from palabre.features.voicemail.letters import Letters
from palabre.features.voicemail.snapshot import Left


class Live:
    """The messages by account; `touched` hears whose have changed."""

    def __init__(self) -> None:
        self.by_account: dict[UUID, Letters] = {}
        self.touched: Callable[[UUID], None] | None = None

    def tell(self, account: UUID) -> None:
        """An account's messages have changed."""
        if self.touched is not None:
            self.touched(account)


def live(world: World) -> Live:
    """The one of this process."""
    found: Live = world.shared.setdefault(Live, Live())
    return found


def letters_of(world: World, account: Account) -> Letters:
    """An account's messages; those that it was read with, until something becomes of them."""
    known = live(world)
    if account.id not in known.by_account:
        left = account.part(Left).letters
        known.by_account[account.id] = Letters(left, partial(known.tell, account.id))
    return known.by_account[account.id]
