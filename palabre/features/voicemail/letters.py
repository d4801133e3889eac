"""The messages of an account as calls see them: at once, also while the database is away."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Letter:
    """A message; `heard`: it lies in the folder of old ones. `file` is its key in the vault.

    `told_in` is the call whose log brought it into its mailbox.
    """

    id: UUID
    mailbox: UUID
    call: UUID
    caller: str
    caller_name: str
    at: datetime
    seconds: float
    file: str
    heard: bool
    urgent: bool
    changed_at: datetime
    told_in: UUID

    def becomes(self, heard: bool, urgent: bool, at: datetime) -> "Letter":
        """The same, changed at some moment."""
        return replace(self, heard=heard, urgent=urgent, changed_at=at)


class Letters:
    """What lies in the mailboxes of one account; `changed` is called when anything changes."""

    def __init__(self, letters: Iterable[Letter] = (), changed: Callable[[], None] | None = None) -> None:
        self._by_id = {each.id: each for each in letters}
        self._gone: set[UUID] = set()
        self._fresh: set[UUID] = set()
        self._changed = changed

    def of(self, mailbox: UUID) -> list[Letter]:
        """Urgent ones first, then as they came."""
        found = [each for each in self._by_id.values() if each.mailbox == mailbox]
        return sorted(found, key=lambda each: (not each.urgent, each.at))

    def counts(self, mailbox: UUID) -> tuple[int, int]:
        """How many are new, and how many were heard."""
        heard = [each.heard for each in self._by_id.values() if each.mailbox == mailbox]
        return heard.count(False), heard.count(True)

    def all_counts(self) -> dict[UUID, tuple[int, int]]:
        """The same for every mailbox that has any."""
        counts: dict[UUID, tuple[int, int]] = {}
        for each in self._by_id.values():
            new, old = counts.get(each.mailbox, (0, 0))
            counts[each.mailbox] = (new, old + 1) if each.heard else (new + 1, old)
        return counts

    def get(self, message: UUID) -> Letter | None:
        """A message that is still there."""
        return self._by_id.get(message)

    def put(self, letter: Letter) -> None:
        """A new message, or what has become of one."""
        if letter.id not in self._by_id:
            self._fresh.add(letter.id)
        self._by_id[letter.id] = letter
        self._tell()

    def drop(self, message: UUID) -> None:
        """It was deleted."""
        self._by_id.pop(message, None)
        self._gone.add(message)
        self._tell()

    def take(self, written: Iterable[Letter], unwritten: Callable[[Letter], bool]) -> None:
        """What the database holds now; the later of two changes counts.

        `unwritten`: whether the database has not learnt yet that there is such a message.
        """
        found = {each.id: each for each in written}
        self._gone &= found.keys()
        self._fresh -= found.keys()
        self._by_id = dict(self._merged(found, unwritten))
        self._fresh &= self._by_id.keys()
        self._tell()

    def _merged(
        self, found: dict[UUID, Letter], unwritten: Callable[[Letter], bool]
    ) -> Iterator[tuple[UUID, Letter]]:
        for name, letter in found.items():
            known = self._by_id.get(name, letter)
            if name not in self._gone:
                yield name, known if known.changed_at > letter.changed_at else letter
        for name, known in self._by_id.items():
            if name in self._fresh and unwritten(known):
                yield name, known

    def missing_from(self, written: Iterable[UUID]) -> list[Letter]:
        """What has begun here and is not among these: it was deleted, or has not got there yet."""
        return [self._by_id[each] for each in self._fresh - set(written) if each in self._by_id]

    def _tell(self) -> None:
        if self._changed is not None:
            self._changed()
