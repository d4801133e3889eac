"""What a call process knows of messages, and what the database tells it meanwhile."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from palabre.features.voicemail.letters import Letter, Letters

BOX, NOW = uuid4(), datetime(2026, 3, 2, 10, tzinfo=UTC)


def letter(minutes: int = 0, **more: object) -> Letter:
    at = NOW + timedelta(minutes=minutes)
    made = Letter(uuid4(), BOX, uuid4(), "+225", "", at, 5.0, "f.wav", False, False, at, uuid4())
    return replace(made, **more)  # type: ignore[arg-type]


def test_urgent_messages_come_first_then_the_oldest() -> None:
    first, second, urgent = letter(1), letter(2), letter(3, urgent=True)
    assert Letters([second, urgent, first]).of(BOX) == [urgent, first, second]


def test_the_later_of_two_changes_counts_whichever_side_made_it() -> None:
    known = letter()
    here = known.becomes(True, False, NOW + timedelta(seconds=2))
    earlier = known.becomes(False, True, NOW + timedelta(seconds=1))
    later = known.becomes(False, True, NOW + timedelta(seconds=3))
    for written, wanted in ((earlier, here), (later, later)):
        letters = Letters([here])
        letters.take([written], lambda _: False)
        assert letters.get(known.id) == wanted


def test_a_message_that_the_database_does_not_know_was_deleted_unless_it_has_not_got_there_yet() -> None:
    deleted, fresh = letter(1), letter(2)
    letters = Letters([deleted])
    letters.put(fresh)
    assert letters.missing_from([]) == [fresh]
    letters.take([], lambda each: each == fresh)
    assert letters.of(BOX) == [fresh]
    letters.take([fresh], lambda _: True)
    letters.take([], lambda _: True)
    assert letters.of(BOX) == []


def test_what_was_deleted_here_does_not_come_back_before_the_database_has_heard_of_it() -> None:
    known = letter()
    letters = Letters([known])
    letters.drop(known.id)
    letters.take([known], lambda _: False)
    assert letters.counts(BOX) == (0, 0)


def test_whoever_listens_is_told_of_each_change() -> None:
    told: list[UUID] = []
    letters = Letters(changed=lambda: told.append(BOX))
    letters.put(known := letter())
    letters.put(known.becomes(True, False, NOW))
    letters.drop(known.id)
    assert (len(told), letters.all_counts()) == (3, {})
