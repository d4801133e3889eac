"""What a request costs: as many queries for a full page as for one entry."""

from collections.abc import Awaitable, Callable, Iterator

import httpx
import pytest
from sqlalchemy import event

from palabre.kit.db import Database
from tests.portal import Company


@pytest.fixture
def queries(db: Database) -> Iterator[list[str]]:
    """The statements that sessions send, as they come."""
    sent: list[str] = []

    def note(*values: object) -> None:
        sent.append(str(values[2]))

    event.listen(db.engine.sync_engine, "before_cursor_execute", note)
    yield sent
    event.remove(db.engine.sync_engine, "before_cursor_execute", note)


async def extensions(acme: Company, count: int) -> None:
    made = await acme.made("/extensions", number=str(300 + count), name="Awa")
    for name in ("Desk", "Mobile"):
        await acme.made(f"/extensions/{made['id']}/devices", name=name)


async def mailboxes(acme: Company, count: int) -> None:
    await acme.made("/mailboxes", name="Messages", number=str(500 + count))


async def scenarios(acme: Company, count: int) -> None:
    await acme.made("/scenarios", name="Menu", number=str(600 + count))


async def schedules(acme: Company, _: int) -> None:
    await acme.made("/schedules", name="Hours")


async def everything(acme: Company, count: int) -> None:
    for make in (extensions, mailboxes, scenarios):
        await make(acme, count)


@pytest.mark.parametrize(
    ("path", "make", "most"),
    [
        ("/extensions", extensions, 4),
        ("/mailboxes", mailboxes, 5),
        ("/scenarios", scenarios, 5),
        ("/schedules", schedules, 2),
        ("/short-numbers", everything, 5),
    ],
)
async def test_a_long_list_needs_no_more_queries_than_a_short_one(
    acme: Company,
    queries: list[str],
    path: str,
    make: Callable[[Company, int], Awaitable[None]],
    most: int,
) -> None:
    counts = []
    for already in (0, 1):
        for count in range(already, 1 + 9 * already):
            await make(acme, count)
        queries.clear()
        answer: httpx.Response = await acme.api.get(path)
        assert len(answer.json()["items"]) >= 1 + 8 * already
        counts.append(len(queries))
    assert counts[0] == counts[1] <= most, queries
