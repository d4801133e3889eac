"""The embedded server: it starts, stops, survives kill -9, and works in awkward folders."""

import asyncio
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import asyncpg
import psutil
import pytest
from sqlalchemy import text

from palabre.kit import postgres_programs
from palabre.kit.bus import PostgresBus, Resync
from palabre.kit.database_address import Address, socket_folder
from palabre.kit.db import Database, DatabaseAway
from palabre.kit.migrate import migrate
from palabre.kit.postgres import DatabaseDoesNotStart, OtherDatabaseVersion, embedded

FAST = {"fsync": "off", "shared_buffers": "16MB"}


async def ask(where: Address, query: str) -> object:
    connection = await asyncpg.connect(**where.owner())
    try:
        return await connection.fetchval(query)
    finally:
        await connection.close()


async def patiently(where: Address, query: str) -> object:
    """Ask until the server is back."""
    async with asyncio.timeout(30):
        while True:
            with suppress(OSError, asyncpg.PostgresError):
                return await ask(where, query)
            await asyncio.sleep(0.02)


async def test_rows_are_kept_over_a_stop_and_over_a_kill(tmp_path: Path) -> None:
    async with embedded(tmp_path, FAST) as server:
        await ask(server.address, "create table kept as select 1 as n")
        stopped = server.pid
    assert not psutil.pid_exists(stopped)
    async with embedded(tmp_path, FAST) as server:
        first = server.pid
        os.kill(first, signal.SIGKILL)
        assert await patiently(server.address, "select n from kept") == 1
        assert server.pid != first


async def test_the_server_is_reached_by_its_owner_only_and_by_no_network(tmp_path: Path) -> None:
    async with embedded(tmp_path, FAST) as server:
        folder = socket_folder(tmp_path)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert psutil.Process(server.pid).uids().real != 0
        assert [each for each in psutil.Process(server.pid).net_connections() if each.family != 1] == []


async def test_a_long_path_gets_a_short_socket(tmp_path: Path) -> None:
    home = tmp_path / ("long" * 30)
    async with embedded(home, FAST) as server:
        assert await ask(server.address, "select 1") == 1
        assert str(server.address.socket).startswith("/tmp/palabre-")
    assert not socket_folder(home).exists()


@pytest.fixture
def closed_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that nobody but its owner may enter, as /root is."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o700)
    yield folder


async def test_data_and_programs_may_lie_in_a_closed_folder(
    closed_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = postgres_programs.find()
    for tree in filter(Path.exists, found.trees):
        shutil.copytree(tree, closed_folder / tree.name)
    monkeypatch.syspath_prepend(closed_folder)
    assert postgres_programs.find().folder.is_relative_to(closed_folder)
    async with embedded(closed_folder / "data", FAST) as server:
        assert await ask(server.address, "select 1") == 1


async def test_data_of_another_version_is_refused(tmp_path: Path) -> None:
    cluster = tmp_path / "database" / "18"
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("17\n")
    with pytest.raises(OtherDatabaseVersion):
        async with embedded(tmp_path, FAST):
            pass


async def test_a_second_server_on_the_same_folder_is_refused_with_the_reason(tmp_path: Path) -> None:
    async with embedded(tmp_path, FAST) as server:
        with pytest.raises(DatabaseDoesNotStart, match=r"postmaster\.pid"):
            async with embedded(tmp_path, FAST):
                pass
        assert await ask(server.address, "select 1") == 1


async def test_a_first_start_that_was_cut_off_begins_anew(tmp_path: Path) -> None:
    half = tmp_path / "database" / "18.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    async with embedded(tmp_path, FAST) as server:
        assert await ask(server.address, "select 1") == 1


async def test_a_lock_file_whose_number_another_program_has_now_is_no_obstacle(tmp_path: Path) -> None:
    async with embedded(tmp_path, FAST) as server:
        lock = server.cluster / "postmaster.pid"
        content = lock.read_text()
    lock.write_text(content.replace(content.splitlines()[0], str(os.getpid()), 1))
    os.chown(lock, server.user, -1)
    async with embedded(tmp_path, FAST) as server:
        assert await ask(server.address, "select 1") == 1


async def test_the_server_dies_with_its_parent(tmp_path: Path) -> None:
    script = (
        "import asyncio, pathlib, sys\n"
        "from palabre.kit.postgres import embedded\n"
        "async def main():\n"
        "    async with embedded(pathlib.Path(sys.argv[1])) as server:\n"
        "        print(server.pid, flush=True)\n"
        "        await asyncio.sleep(60)\n"
        "asyncio.run(main())\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    parent = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE)
    assert parent.stdout
    server = psutil.Process(int(await parent.stdout.readline()))
    parent.kill()
    await parent.wait()
    await asyncio.to_thread(server.wait, 20)
    async with embedded(tmp_path, FAST) as again:
        assert await ask(again.address, "select 1") == 1


async def test_an_absent_database_is_told_and_work_goes_on_when_it_is_back(tmp_path: Path) -> None:
    async with embedded(tmp_path, FAST) as server:
        await migrate(server.address)
        where = server.address
        bus, db = PostgresBus(where), Database(where, calls=True)
        await bus.__aenter__()
        await db.__aenter__()
        with bus.listen("config") as news:
            await anext(news)
            await _use(db)
            await server.stop()
            for way in (_use_door, _use_session):
                with pytest.raises(DatabaseAway):
                    await way(db)
            with pytest.raises(OSError):
                await db.pool.fetch("select 1")
            await server.start()
            assert await anext(news) == Resync()
            await _use(db)
        await db.__aexit__()
        await bus.__aexit__()


async def _use(db: Database) -> None:
    await _use_door(db)
    await _use_session(db)
    assert await db.pool.fetchval("select 1") == 1


async def _use_door(db: Database) -> None:
    async with db.door() as door:
        assert await door.fetch("select * from door.accounts()") == []


async def _use_session(db: Database) -> None:
    async with db.session(uuid4()) as session:
        assert (await session.scalars(text("select id from accounts"))).all() == []
