"""Fax lines."""

from tests.portal import Company, code


async def test_a_fax_line_has_a_number_and_who_gets_its_faxes(acme: Company) -> None:
    made = await acme.made("/fax-lines", name="Fax", number="600", emails=["Office@acme.test"])
    assert (made["number"], made["emails"]) == ("600", ["office@acme.test"])
    path = f"/fax-lines/{made['id']}"
    changed = (await acme.api.patch(path, json={"number": "601", "emails": []})).json()
    assert (changed["number"], changed["emails"]) == ("601", [])
    plan = (await acme.api.get("/short-numbers")).json()["items"]
    assert [(each["digits"], each["kind"], each["name"]) for each in plan] == [("601", "fax", "Fax")]
    assert (await acme.api.delete(path)).status_code == 204
    assert (await acme.api.get("/short-numbers")).json()["items"] == []


async def test_its_number_is_nobody_elses(acme: Company) -> None:
    await acme.made("/extensions", number="600", name="Awa")
    assert (
        code(await acme.api.post("/fax-lines", json={"name": "Fax", "number": "600"})) == "short_number_taken"
    )
