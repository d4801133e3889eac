"""Who is to be called back is kept in the database, until his phone may ring."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from palabre.calls.facts import Fact
from palabre.features.queues import facts as happened
from palabre.features.queues.listen import hear
from palabre.kit.db import Database
from tests.portal import Company

CALLER = "+2250700000009"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


async def test_there_is_a_row_as_long_as_he_may_be_called(acme: Company, db: Database) -> None:
    queue = (await acme.made("/queues", name="Sales"))["id"]
    place = {"queue": queue, "id": str(uuid4()), "caller": CALLER, "joined": NOON.isoformat()}

    async def after(kind: str, **data: Any) -> list[int]:
        """The tries of whoever is to be called back."""
        told = {**place, "priority": 2, **data}
        async with db.pool.acquire() as connection, connection.transaction():
            await hear(connection, [Fact(acme.id, uuid4(), 1, NOON, kind, told)])
        rows = await db.pool.fetch("select * from queue_call_backs where account_id = $1", acme.id)
        assert all((each["caller"], each["joined"], each["priority"]) == (CALLER, NOON, 2) for each in rows)
        return [each["tries"] for each in rows]

    assert await after(happened.CALL_BACK_ASKED, tries=0) == [0]
    assert await after(happened.CALL_BACK_BEGUN, tries=0) == []
    assert await after(happened.CALL_BACK_DONE, tries=1, again=True, why="busy") == [1]
    assert await after(happened.CALL_BACK_BEGUN, tries=1) == []
    assert await after(happened.CALL_BACK_DONE, tries=2, again=False, why="reached") == []
    assert await after(happened.CALL_BACK_ASKED, tries=0) == [0]
    assert (await acme.api.delete(f"/queues/{queue}")).status_code == 204
    assert await db.pool.fetch("select from queue_call_backs where account_id = $1", acme.id) == []
