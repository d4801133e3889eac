"""The process that does the work beside the calls: wiring only."""

from palabre.kit import discover
from palabre.kit.bus import PostgresBus
from palabre.kit.clock import clock
from palabre.kit.database_address import address
from palabre.kit.jobs import Desk, Job, do_all, lead
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
            desk = Desk(pool, bus, outside, clock, settings.home, settings.sms_provider)
            await lead(where, lambda: do_all(all_jobs(), desk))
    finally:
        pool.terminate()


def all_jobs() -> list[Job]:
    """Every job of every feature."""
    return [job for module in discover.modules("palabre.features", "jobs") for job in module.JOBS]
