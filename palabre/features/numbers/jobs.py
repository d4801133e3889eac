"""Frees old short numbers whose time of announcing the new one is over."""

from palabre.kit.jobs import Desk, Job, every

EVERY_SECONDS = 600
OVER = "delete from moved_numbers where ends_at <= $1 returning account_id, id"
FREE = "delete from short_numbers where kind = 'moved' and account_id = $1 and target_id = $2"


async def free_old_numbers(desk: Desk) -> None:
    """Until then a call to one of them finds it to be nobody's: only the number is not to be had yet."""
    async with desk.pool.acquire() as connection, connection.transaction():
        over = await connection.fetch(OVER, desk.clock.now())
        await connection.executemany(FREE, [(each["account_id"], each["id"]) for each in over])
    for account in {each["account_id"] for each in over}:
        await desk.bus.publish("config", {"account": str(account)})


JOBS: list[Job] = [every("old short numbers", EVERY_SECONDS, free_old_numbers)]
