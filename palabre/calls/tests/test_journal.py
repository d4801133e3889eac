"""Facts survive a kill, a full disk and an absent database, and the disk does not fill."""

import asyncio
import os
import resource
import signal
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from palabre.calls import journal as module
from palabre.calls.facts import Fact
from palabre.calls.journal import Journal, Place, Reader, segments
from tests.log import BEGUN, OVER, told


def written(folder: Path, facts: list[Fact], living: list[Fact] | None = None) -> None:
    """What a process leaves behind."""
    journal = Journal(folder, lambda: living or [])
    for fact in facts:
        journal.append(fact)
    journal.close()


def only_segment(folder: Path) -> Path:
    (segment,) = folder.glob("*.jsonl")
    return segment


def all_copied(reader: Reader) -> list[Fact]:
    found: list[Fact] = []
    while True:
        facts, place = reader.batch()
        if not facts:
            return found
        found += facts
        reader.remember(place)


async def test_facts_are_read_back_in_order(tmp_path: Path) -> None:
    facts = told(OVER)
    written(tmp_path, facts)
    assert all_copied(Reader(tmp_path)) == facts


async def test_a_fact_is_on_the_disk_some_milliseconds_later(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    (fact,) = told(BEGUN[:1])
    journal.append(fact)
    await asyncio.wait_for(journal.written.wait(), 1)
    assert list(Reader(tmp_path).everything()) == [fact]
    journal.close()


async def test_a_line_that_a_kill_cut_is_left_out_and_the_next_process_goes_on(tmp_path: Path) -> None:
    first, second = told(OVER), told(OVER)
    written(tmp_path, first)
    segment = only_segment(tmp_path)
    segment.write_bytes(segment.read_bytes()[:-10])
    reader = Reader(tmp_path)
    assert all_copied(reader) == first[:-1]
    written(tmp_path, second)
    assert all_copied(reader) == second
    assert segments(tmp_path) == [2]


async def test_half_a_line_waits_for_its_other_half(tmp_path: Path) -> None:
    written(tmp_path, told(OVER))
    segment = only_segment(tmp_path)
    whole = segment.read_bytes()
    segment.write_bytes(whole[:-10])
    reader = Reader(tmp_path)
    assert len(all_copied(reader)) == len(OVER) - 1
    segment.write_bytes(whole)
    assert [each.seq for each in all_copied(reader)] == [len(OVER)]


async def test_a_damaged_line_does_not_hold_up_the_others(tmp_path: Path) -> None:
    facts = told(OVER)
    written(tmp_path, facts)
    segment = only_segment(tmp_path)
    lines = segment.read_bytes().splitlines(keepends=True)
    segment.write_bytes(b"".join([*lines[:2], b"\x00 garbage\n", *lines[3:]]))
    assert all_copied(Reader(tmp_path)) == facts[:2] + facts[3:]


async def test_a_line_longer_than_what_is_read_at_once(tmp_path: Path) -> None:
    (long,) = told([("failed", {"text": "x" * 3 * module.READ_BYTES})])
    facts = [long, *told(OVER)]
    written(tmp_path, facts)
    assert all_copied(Reader(tmp_path)) == facts


async def test_a_new_reader_goes_on_where_the_last_one_stopped(tmp_path: Path) -> None:
    facts = told(OVER)
    written(tmp_path, facts)
    reader = Reader(tmp_path)
    reader.remember(reader.batch()[1])
    later = Reader(tmp_path)
    assert later.batch() == ([], later.place)
    assert list(later.copied()) == facts


async def test_a_rotation_keeps_the_facts_of_living_calls(tmp_path: Path) -> None:
    over, living = told(OVER), told(BEGUN)
    journal = Journal(tmp_path, lambda: living)
    for fact in [*over, *living]:
        journal.append(fact)
    journal.flush()
    reader = Reader(tmp_path)
    all_copied(reader)
    journal.rotate()
    (after,) = told([OVER[-1]])
    journal.append(after)
    journal.close()
    all_copied(reader)
    assert segments(tmp_path) == [2]
    assert list(reader.everything()) == [*living, after]


async def test_an_old_segment_stays_until_the_next_one_holds_what_lives(tmp_path: Path) -> None:
    living = told(BEGUN)
    written(tmp_path, living)
    journal = Journal(tmp_path)
    reader = Reader(tmp_path)
    all_copied(reader)
    assert list(Reader(tmp_path).everything()) == living
    journal.close()


async def test_it_rotates_by_itself_also_with_very_many_living_calls(tmp_path: Path) -> None:
    (long,) = told([("failed", {"text": "x" * (module.SEGMENT_BYTES + 1)})])
    journal = Journal(tmp_path, lambda: [long])
    journal.append(long)
    journal.flush()
    journal.append(long)
    journal.close()
    assert len(segments(tmp_path)) == 3


@pytest.fixture
def small_disk() -> Iterator[int]:
    """A disk that takes files of 1,000 bytes, as far as this process goes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    yield 1000
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, ignored)


async def test_a_full_disk_loses_nothing_once_there_is_room(tmp_path: Path, small_disk: int) -> None:
    facts = told(OVER * 3, uuid4())
    journal = Journal(tmp_path)
    for fact in facts:
        journal.append(fact)
    journal.flush()
    assert only_segment(tmp_path).stat().st_size == 0
    unlimited = (resource.RLIM_INFINITY, resource.getrlimit(resource.RLIMIT_FSIZE)[1])
    resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    journal.close()
    assert all_copied(Reader(tmp_path)) == facts


async def test_no_room_for_another_segment_is_no_end(tmp_path: Path) -> None:
    facts = told(OVER)
    journal = Journal(tmp_path)
    (tmp_path / "00000002.jsonl").mkdir()
    journal.append(facts[0])
    journal.flush()
    journal.rotate()
    journal.append(facts[1])
    journal.close()
    (tmp_path / "00000002.jsonl").rmdir()
    assert all_copied(Reader(tmp_path)) == facts[:2]


async def test_what_is_no_json_is_refused_where_it_comes_from(tmp_path: Path) -> None:
    (bad,) = told([("failed", {"what": object()})])
    journal = Journal(tmp_path)
    with pytest.raises(TypeError):
        journal.append(bad)
    (good,) = told(BEGUN[:1])
    journal.append(good)
    journal.close()
    assert all_copied(Reader(tmp_path)) == [good]


def test_a_reader_of_an_empty_folder_waits(tmp_path: Path) -> None:
    assert Reader(tmp_path).batch() == ([], Place())
    assert os.listdir(tmp_path) == []
