"""The demo company: complete, publishable, and the same at the second start."""

from fastapi import FastAPI

from palabre.demo import demo
from palabre.kit.database_address import Address
from palabre.settings import Settings
from tests.portal import log_in


async def test_the_demo_company_is_made_once(address: Address, settings: Settings, app: FastAPI) -> None:
    first = await demo(address, settings)
    assert await demo(address, settings) == first
    assert [each.username for each in first.phones] == ["101", "102", "103"]
    assert settings.home.joinpath("demo-logins.json").stat().st_mode & 0o077 == 0
    owner = await log_in(app, first.logins[0].email, first.logins[0].password)
    plan = (await owner.get("/short-numbers")).json()["items"]
    assert [each["digits"] for each in plan] == ["101", "102", "103", "400", "500"]
    (number,) = (await owner.get("/numbers")).json()["items"]
    checked = await owner.post(f"/scenarios/{number['scenario_id']}/validate")
    assert checked.json() == {"problems": [], "warnings": []}
    employee = await log_in(app, first.logins[1].email, first.logins[1].password)
    (own,) = (await employee.get("/extensions")).json()["items"]
    assert own["number"] == "101"
