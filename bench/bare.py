"""The other side of the comparison: the same switch with a static dialplan, and nothing of ours."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import resources
from pathlib import Path
from string import Template

from bench.machine import free_port
from bench.sides import NUMBER, PROBE_NUMBER, Side
from palabre.phone.bundle import Engine
from palabre.phone.engine.child import start_child
from palabre.phone.engine.configuration import write_configuration
from palabre.phone.engine.console import Console, SwitchAway
from palabre.phone.engine.settings import Database, SwitchSettings

OURS = re.compile(r".*(stasis|res_ari|pgsql|realtime|memory_cache|security_log).*\n")
UNUSED = ("ari", "extconfig", "sorcery", "http", "res_pgsql")


@asynccontextmanager
async def bare_switch(side: Side, home: Path, engine: Engine) -> AsyncIterator[int]:
    """A running switch of the same build; gives its process id."""
    settings = SwitchSettings(
        home, Database(""), sip_port=side.sip_port, tls_port=0, http_port=free_port(socket.SOCK_STREAM)
    )
    main_file = write_configuration(settings, engine)
    _make_plain(home / "etc", side)
    command = [*engine.command, "-C", str(main_file), "-f"]
    process = await start_child(command, {"MALLOC_ARENA_MAX": "2"}, home / "output")
    try:
        await _booted(Console(settings.control_socket))
        yield process.pid
    finally:
        process.terminate()
        await process.wait()


def _make_plain(folder: Path, side: Side) -> None:
    modules = (folder / "modules.conf").read_text()
    (folder / "modules.conf").write_text(OURS.sub("", modules) + "load=app_dial.so\n")
    for name in UNUSED:
        (folder / f"{name}.conf").write_text("")
    for source in resources.files("bench").joinpath("bare").iterdir():
        text = Template(source.read_text()).substitute(number=NUMBER, probe_number=PROBE_NUMBER, **vars(side))
        (folder / source.name).write_text(text)


async def _booted(console: Console) -> None:
    async with asyncio.timeout(20):
        while True:
            with suppress(SwitchAway):
                await console.run("core waitfullybooted")
                return
            await asyncio.sleep(0.1)
