"""A subscriber begins a scenario with something drawn beforehand, and keeps drawings of his own for that."""

from tests.api.test_scenarios import WELCOME, drawn
from tests.portal import Company, code


async def test_a_scenario_begins_with_a_template_that_comes_along(acme: Company) -> None:
    listed = (await acme.api.get("/scenario-templates")).json()["items"]
    names = {each["id"]: each["name"] for each in listed}
    assert (names["opening_hours"], all(each["stock"] for each in listed)) == ("Opening hours", True)
    french = await acme.api.get("/scenario-templates/opening_hours", headers={"Accept-Language": "fr"})
    assert french.json()["document"]["start"] == "Ouvert ?"
    made = await acme.made("/scenario-templates/opening_hours/scenarios", number="300")
    assert (made["name"], made["number"], made["draft"]["start"]) == ("Opening hours", "300", "Open?")
    problems = (await acme.api.post(f"/scenarios/{made['id']}/validate")).json()["problems"]
    assert {(each["step"], each["code"]) for each in problems} == {
        ("Open?", "step_field_wrong"),
        ("Reception", "step_field_wrong"),
        ("Mailbox", "step_field_wrong"),
    }


async def test_what_is_meant_without_doubt_is_filled_in(acme: Company) -> None:
    awa = await acme.made("/extensions", number="101", name="Awa")
    box = await acme.made("/mailboxes", name="Messages")
    for name in ("Day", "Night"):
        await acme.made("/schedules", name=name)
    made = await acme.made("/scenario-templates/opening_hours/scenarios", name="Office")
    fields = {name: each["fields"] for name, each in made["draft"]["steps"].items()}
    assert (fields["Reception"], fields["Mailbox"], fields["Open?"]) == (
        {"extension": awa["id"]},
        {"mailbox": box["id"]},
        {},
    )


async def test_the_night_message_can_be_published_at_once(acme: Company) -> None:
    made = await acme.made("/scenario-templates/night_message/scenarios")
    path = f"/scenarios/{made['id']}"
    assert (await acme.api.post(path + "/publish")).status_code == 201
    story = (await acme.api.post(path + "/try", json={})).json()
    assert story["heard"][0]["says"] == [
        "Hello. Our offices are closed for the night. Please call us again tomorrow."
    ]


async def test_a_scenario_becomes_a_template_of_the_account(acme: Company, beta: Company) -> None:
    path = await drawn(acme)
    scenario = path.rpartition("/")[2]
    kept = await acme.made("/scenario-templates", name="Ours", scenario_id=scenario)
    own = f"/scenario-templates/{kept['id']}"
    assert (await acme.api.get("/scenario-templates")).json()["items"][-1] == kept
    changed = await acme.api.patch(own, json={"name": "Welcome", "description": "For branches."})
    assert (changed.json()["name"], changed.json()["description"]) == ("Welcome", "For branches.")
    await acme.api.delete(path)
    made = await acme.made(own + "/scenarios", name="Branch")
    assert (made["name"], made["draft"]["start"]) == ("Branch", WELCOME["start"])
    for answer in (
        await beta.api.get(own),
        await beta.api.post(own + "/scenarios", json={}),
        await beta.api.delete(own),
    ):
        assert code(answer) == "not_found"
    assert (await acme.api.delete(own)).status_code == 204
    assert code(await acme.api.get(own)) == "not_found"


async def test_only_what_exists_can_be_begun_with(acme: Company) -> None:
    assert code(await acme.api.get("/scenario-templates/nothing")) == "not_found"
    refusal = await acme.api.post("/scenario-templates/nothing/scenarios", json={})
    assert code(refusal) == "not_found"
