"""Everything on one machine: the database, the switch, and the processes of calls, jobs and web."""

import asyncio
import logging
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass

from palabre.kit.database_address import Address, address
from palabre.kit.migrate import give_switch_password, migrate
from palabre.kit.postgres import embedded
from palabre.operator_token import keep_operator_token
from palabre.phone.bundle import Progress, find
from palabre.phone.engine.child import start_child
from palabre.phone.engine.ports import PortTaken, is_free, require_free_ports
from palabre.phone.engine.settings import Brake, SwitchSettings
from palabre.phone.engine.settings import Database as SwitchDatabase
from palabre.phone.engine.switch import Switch
from palabre.places import Places
from palabre.settings import Settings

log = logging.getLogger(__name__)
STOP_SECONDS = 5.0
PAUSE_SECONDS = 0.5


@dataclass(frozen=True)
class Running:
    """What has been started."""

    settings: Settings
    database: Address
    switch: Switch
    workers: "list[Worker]"


class Worker:
    """One of our own processes: `palabre calls`, `jobs` or `web`, started again whenever it dies."""

    def __init__(self, name: str, places: Places) -> None:
        self.name = name
        self._output = places.logs / f"{name}.out"
        self.process: asyncio.subprocess.Process | None = None
        self._watching: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start the process and watch it."""
        await self._launch()
        self._watching = asyncio.create_task(self._watch())

    async def _launch(self) -> None:
        self.process = await start_child([sys.executable, "-m", "palabre", self.name], {}, self._output)

    async def _watch(self) -> None:
        while self.process is not None:
            code = await self.process.wait()
            log.error("the process %s ended with %s; starting it again", self.name, code)
            await asyncio.sleep(PAUSE_SECONDS)
            await self._launch()

    async def stop(self) -> None:
        """Let it finish, then insist."""
        if self._watching is not None:
            self._watching.cancel()
        if self.process is None or self.process.returncode is not None:
            return
        self.process.terminate()
        try:
            await asyncio.wait_for(self.process.wait(), STOP_SECONDS)
        except TimeoutError:
            self.process.kill()
            await self.process.wait()


@asynccontextmanager
async def running(
    settings: Settings, progress: Progress, say: Callable[[str], None]
) -> AsyncIterator[Running]:
    """Start everything, in order; stop everything, in reverse. Raises coded errors that tell what to mend."""
    places = Places(settings.home)
    places.logs.mkdir(parents=True, exist_ok=True)
    switch_settings = switch_settings_of(settings, places)
    _require_free_web_port(settings)
    require_free_ports(switch_settings)
    say("engine")
    engine = await asyncio.to_thread(
        find, settings.cache_home, settings.asterisk, progress, settings.debian_mirror
    )
    async with AsyncExitStack() as stack:
        say("database")
        if settings.database_url is None:
            await stack.enter_async_context(embedded(settings.home))
        database = address(settings.home, settings.database_url)
        await migrate(database)
        if settings.database_url is not None:
            await give_switch_password(database, places.switch_database_password())
        await keep_operator_token(places.operator_token, database)
        say("switch")
        switch = await stack.enter_async_context(Switch(switch_settings, engine))
        workers = [Worker(name, places) for name in ("calls", "jobs", "web")]
        for worker in workers:
            say(worker.name)
            stack.push_async_callback(worker.stop)
            await worker.start()
        await _until_answering(settings)
        yield Running(settings, database, switch, workers)
        say("stop")


async def _until_answering(settings: Settings) -> None:
    """The web process is the last to be ready."""
    host = "127.0.0.1" if settings.web_address == "0.0.0.0" else settings.web_address
    while True:
        try:
            _, writer = await asyncio.open_connection(host, settings.web_port)
        except OSError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return


def _require_free_web_port(settings: Settings) -> None:
    if not is_free(socket.SOCK_STREAM, settings.web_address, settings.web_port):
        raise PortTaken(
            port=settings.web_port,
            protocol="TCP",
            address=settings.web_address,
            setting="PALABRE_WEB_PORT",
        )


def switch_settings_of(settings: Settings, places: Places) -> SwitchSettings:
    """How the switch is started in this installation."""
    password = places.switch_database_password() if settings.database_url is not None else ""
    words = address(settings.home, settings.database_url).switch(password)
    return SwitchSettings(
        home=places.switch,
        database=SwitchDatabase(
            host=words.get("dbsock") or words["dbhost"],
            port=int(words["dbport"]),
            name=words["dbname"],
            user=words["dbuser"],
            password=words["dbpass"],
        ),
        sip_address=settings.sip_address,
        sip_port=settings.sip_port,
        tls_port=settings.sip_tls_port,
        http_port=settings.switch_http_port,
        rtp_start=settings.rtp_start,
        rtp_end=settings.rtp_end,
        external_address=settings.external_address,
        brake=Brake(
            failures=settings.guess_limit, trusted=tuple(str(each) for each in settings.guess_exempt)
        ),
    )


async def until_stopped() -> None:
    """Wait for Ctrl-C or SIGTERM."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signal_number in (2, 15):
        loop.add_signal_handler(signal_number, stopped.set)
    with suppress(asyncio.CancelledError):
        await stopped.wait()
