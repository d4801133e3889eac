"""The state of an account: the operator's word alone, and everybody who logs in sees it."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from palabre.features.accounts import set_state
from palabre.kit.db import Database
from palabre.kit.errors import NotFound
from tests.portal import Company, code


async def states(*companies: Company) -> list[tuple[str, str]]:
    return [
        (
            (await each.api.get("/me")).json()["account"]["state"],
            (await each.api.get("/account")).json()["state"],
        )
        for each in companies
    ]


async def test_the_operator_suspends_one_company_and_resumes_it(
    acme: Company, beta: Company, db: Database
) -> None:
    await set_state(db, "acme", "suspended")
    assert await states(acme, beta) == [("suspended", "suspended"), ("active", "active")]
    for called in ("acme.test", "acme"):
        assert (await set_state(db, called, "active"))[0] == acme.id
    assert await states(acme, beta) == [("active", "active")] * 2
    with pytest.raises(NotFound):
        await set_state(db, "test", "suspended")


async def test_a_company_cannot_change_it_itself(acme: Company, db: Database) -> None:
    assert code(await acme.api.patch("/account", json={"state": "active"})) == "invalid_input"
    assert (await acme.api.patch("/account", json={"name": "Acme & Sons"})).is_success
    with pytest.raises(ProgrammingError):
        async with db.session(acme.id) as session:
            await session.execute(text("update accounts set state = 'active'"))
