"""The process that does the work beside the calls: wiring only."""

import asyncio
from datetime import datetime

from palabre.calls.control import ASKED
from palabre.kit import discover
from palabre.kit.bus import Message, PostgresBus
from palabre.kit.clock import clock
from palabre.kit.database_address import address
from palabre.kit.jobs import Desk, Job, do_all, lead
from palabre.kit.mail import MailServer
from palabre.kit.outside_http import GuardedHttp
from palabre.kit.pool import open_pool
from palabre.settings import Settings


async def run(settings: Settings) -> None:
    """Do what is due until cancelled."""
    where = address(settings.home, settings.database_url)
    pool = await open_pool(where, "palabre_calls")
    try:
        async with (
            PostgresBus(where) as bus,
            GuardedHttp(settings.outside_allowed, settings.external_address) as outside,
        ):
            mail = MailServer.of(settings.mail_server, settings.mail_from)
            desk = Desk(pool, bus, outside, clock, settings.home, settings.sms_provider, mail)
            async with asyncio.TaskGroup() as tasks:
                if settings.movable_clock:
                    tasks.create_task(_follow_clock(bus))
                await lead(where, lambda: do_all(all_jobs(), desk))
    finally:
        pool.terminate()


async def _follow_clock(bus: PostgresBus) -> None:
    """For tests of deadlines: the clock of the calls is moved, and this one with it."""
    with bus.listen(ASKED) as asked:
        async for message in asked:
            if isinstance(message, Message) and message.body["what"] == "move_clock":
                clock.move(datetime.fromisoformat(message.body["to"]))


def all_jobs() -> list[Job]:
    """Every job of every feature."""
    return [job for module in discover.modules("palabre.features", "jobs") for job in module.JOBS]
