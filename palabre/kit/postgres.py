"""The embedded PostgreSQL: our own child process, listening on a Unix socket in the data folder only."""

import asyncio
import ctypes
import logging
import os
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

import asyncpg

from palabre.kit import postgres_programs
from palabre.kit.database_address import DATABASE, PORT, SUPERUSER, Address, address, socket_folder
from palabre.kit.errors import PalabreError
from palabre.kit.postgres_programs import MAJOR, Programs

_log = logging.getLogger(__name__)
_PR_SET_PDEATHSIG = 1
_START_SECONDS = 60
_STOP_SECONDS = 20
_LOG_LIMIT = 20_000_000
_SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "256MB",
    "max_connections": "200",
    "jit": "off",
    "random_page_cost": "1.1",
    "max_wal_size": "4GB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "unix_socket_permissions": "0700",
}


class OtherDatabaseVersion(PalabreError):
    """The data folder was written by another major version of PostgreSQL."""

    code, status = "other_database_version", 503
    fr = "Les données de {folder} viennent de PostgreSQL {found}, or Palabre utilise PostgreSQL {expected}."
    en = "The data in {folder} comes from PostgreSQL {found}, but Palabre uses PostgreSQL {expected}."


class DatabaseDoesNotStart(PalabreError):
    """The embedded server ended instead of becoming ready."""

    code, status = "database_does_not_start", 503
    fr = "La base de données ne démarre pas ({reason}). Son journal : {log}"
    en = "The database does not start ({reason}). Its log: {log}"


@asynccontextmanager
async def embedded(home: Path, settings: dict[str, str] | None = None) -> AsyncIterator["Server"]:
    """A running server on `home`/database, started again whenever it dies, stopped cleanly at the end."""
    server = Server(home, {**_SETTINGS, **(settings or {})})
    await server.start()
    keeping = asyncio.create_task(server.keep_running())
    try:
        yield server
    finally:
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping
        await server.stop()


class Server:
    """One PostgreSQL server process on one data folder."""

    def __init__(self, home: Path, settings: dict[str, str]) -> None:
        self.address: Address = address(home, None)
        self.folder = home / "database"
        self.cluster = self.folder / str(MAJOR)
        self.log = self.folder / "postgres.log"
        self._socket = socket_folder(home)
        self._settings = settings
        self._process: asyncio.subprocess.Process | None = None
        self._wanted = asyncio.Event()

    @property
    def pid(self) -> int:
        """The process id of the running server."""
        assert self._process
        return self._process.pid

    async def start(self) -> None:
        """Bring the server up, making its files at the first time. Raises coded errors."""
        self.user = self._choose_user()
        programs = await asyncio.to_thread(self._prepare)
        deadline = asyncio.get_running_loop().time() + _START_SECONDS
        while True:
            await self._launch(programs)
            if await self._until_ready(deadline):
                break
            reason = await asyncio.to_thread(self._last_words)
            # After a kill -9 of everything, the old server's children need a moment to let go of the files.
            if "still in use" not in reason or asyncio.get_running_loop().time() > deadline:
                raise DatabaseDoesNotStart(reason=reason, log=str(self.log))
            await asyncio.sleep(0.1)
        await self._make_database()
        self._wanted.set()

    async def stop(self) -> None:
        """End the server cleanly, until it is started again by `start`."""
        self._wanted.clear()
        await self._end()
        if not self._socket.is_relative_to(self.folder):
            with suppress(OSError):  # it is made again at the next start
                self._socket.rmdir()

    async def _end(self) -> None:
        """A second and a third word follow when it does not listen."""
        for word in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if not self._process or self._process.returncode is not None:
                break
            self._process.send_signal(word)
            with suppress(TimeoutError):
                async with asyncio.timeout(_STOP_SECONDS):
                    await self._process.wait()
        self._process = None

    async def keep_running(self) -> None:
        """Start the server again each time it ends by itself, until cancelled."""
        pause = 0.1
        while True:
            await self._wanted.wait()
            code = await self._process.wait() if self._process else None
            if not self._wanted.is_set():
                continue
            _log.error("the database ended with %s; starting it again", code)
            try:
                await self.start()
                pause = 0.1
            except (PalabreError, OSError, asyncpg.PostgresError) as trouble:
                _log.error("the database does not come back: %s", trouble)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 5.0)

    def _choose_user(self) -> int:
        """PostgreSQL refuses to run as root: then the folder's owner runs it, else `nobody`."""
        if os.geteuid() != 0:
            return os.geteuid()
        owner = self.cluster.stat().st_uid if self.cluster.exists() else 0
        return owner or postgres_programs.NOBODY

    def _prepare(self) -> Programs:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._own(self._socket)
        programs = postgres_programs.find()
        if os.geteuid() == 0:
            caches = [self.folder / "programs", Path("/var/tmp/palabre-programs")]
            programs = postgres_programs.reachable(programs, self.user, caches)
        if self.log.exists() and self.log.stat().st_size > _LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".old.log"))
        if not self.cluster.exists():
            self._initialise(programs)
        found = (self.cluster / "PG_VERSION").read_text().strip()
        if found != str(MAJOR):
            raise OtherDatabaseVersion(folder=str(self.cluster), found=found, expected=MAJOR)
        for lock in (self.cluster / "postmaster.pid", self._socket / f".s.PGSQL.{PORT}.lock"):
            _remove_stale(lock)
        return programs

    def _own(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        if os.geteuid() == 0:
            os.chown(folder, self.user, -1, follow_symlinks=False)
        if folder.is_symlink() or folder.stat().st_uid != self.user:
            raise DatabaseDoesNotStart(reason=f"{folder} belongs to another user", log=str(self.log))
        folder.chmod(0o700)

    def _initialise(self, programs: Programs) -> None:
        """Write the first files beside their place, so that a cut-off attempt is not taken for a database."""
        unfinished = self.cluster.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        self._own(unfinished)
        with _inherited(unfinished) as (cluster,):
            command = [
                programs["initdb"],
                "-D",
                f"/proc/self/fd/{cluster}",
                "-U",
                SUPERUSER,
                "--locale=C.UTF-8",
            ]
            command += ["--auth-local=trust", "--auth-host=reject", "--data-checksums", "--no-instructions"]
            done = postgres_programs.run_as(self.user, command, pass_fds=[cluster])
        if done.returncode:
            raise DatabaseDoesNotStart(reason=done.stderr.strip()[-400:], log=str(self.log))
        unfinished.rename(self.cluster)

    async def _launch(self, programs: Programs) -> None:
        with _inherited(self.cluster, self._socket) as (cluster, socket), self.log.open("ab") as log:
            settings = {**self._settings, "unix_socket_directories": f"/proc/self/fd/{socket}"}
            words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
            self._process = await asyncio.create_subprocess_exec(
                programs["postgres"],
                *("-D", f"/proc/self/fd/{cluster}", *words),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                pass_fds=[cluster, socket],
                start_new_session=True,  # Ctrl-C is for us: the database stops last
                preexec_fn=_become(self.user, os.getpid()),
            )

    async def _until_ready(self, deadline: float) -> bool:
        """Whether the server became ready, by its pid file: line 8 is the state, line 1 whose file it is."""
        assert self._process
        while self._process.returncode is None:
            with suppress(OSError):
                lines = (self.cluster / "postmaster.pid").read_text().splitlines()
                if len(lines) >= 8 and lines[0] == str(self._process.pid) and lines[7].strip() == "ready":
                    return True
            if asyncio.get_running_loop().time() > deadline:
                await self._end()
                break
            await asyncio.sleep(0.01)
        return False

    async def _make_database(self) -> None:
        connection = await asyncpg.connect(**self.address.owner() | {"database": "postgres"})
        try:
            if not await connection.fetchval("select 1 from pg_database where datname = $1", DATABASE):
                await connection.execute(f"create database {DATABASE}")
        finally:
            await connection.close()

    def _last_words(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()[-8:]
        return next(
            (line for line in reversed(lines) if "FATAL" in line), lines[-1] if lines else "no message"
        )


@contextmanager
def _inherited(*folders: Path) -> Iterator[list[int]]:
    """Open folders for a child that enters them as `/proc/self/fd/N`.

    Another user can so work in a folder whose parents are closed to him, such as one below /root.
    """
    opened = [os.open(folder, os.O_PATH | os.O_DIRECTORY) for folder in folders]
    try:
        yield opened
    finally:
        for each in opened:
            os.close(each)


def _become(user: int, parent: int) -> Callable[[], None]:
    """What the child does between fork and exec: drop root, and die together with its parent."""
    libc = ctypes.CDLL(None, use_errno=True)
    group = postgres_programs.group_of(user)

    def become() -> None:
        if os.geteuid() != user:
            os.setgroups([])
            os.setgid(group)
            os.setuid(user)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
        if os.getppid() != parent:
            os._exit(1)

    return become


def _remove_stale(lock: Path) -> None:
    """Drop a lock file whose pid now belongs to some other program: PostgreSQL would refuse to start."""
    with suppress(OSError, ValueError, IndexError):
        holder = int(lock.read_text().splitlines()[0])
        name = Path(f"/proc/{holder}/comm")
        if name.exists() and name.read_text().strip() != "postgres":
            lock.unlink()
