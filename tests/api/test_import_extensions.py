"""Many extensions by a file: a dry run tells all that is wrong, and all of a file is read or nothing."""

from time import perf_counter
from typing import Any

import pytest

from tests.portal import Company, code, log_in


async def read(acme: Company, text: str | bytes, **query: Any) -> dict[str, Any]:
    """What becomes of a file."""
    content = text.encode() if isinstance(text, str) else text
    answer = await acme.api.post("/extensions/import", files={"file": ("people.csv", content)}, params=query)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def plan(acme: Company) -> dict[str, str]:
    """The numbering plan: digits and names."""
    items = (await acme.api.get("/short-numbers?limit=200")).json()["items"]
    return {each["digits"]: each["name"] for each in items}


async def test_a_file_becomes_extensions_with_phones_groups_and_people(acme: Company) -> None:
    text = (
        "numéro;nom;type;extérieur;groupe;téléphones;e-mail\n"
        "101;Awa Koné;;;Ventes;2;awa@acme.test\n"
        "102;Notaire;external;05 05 05 05 05;;;\n"
        "205;Yao;mobile;0101010101;Ventes;;\n"
    )
    told = await read(acme, text)
    assert (told["imported"], told["created"], told["phones"], told["new_groups"]) == (True, 3, 3, ["Ventes"])
    found = {each["number"]: each for each in (await acme.api.get("/extensions")).json()["items"]}
    assert [each["username"] for each in found["101"]["devices"]] == ["101", "101-2"]
    assert (found["102"]["kind"], found["102"]["outside"]) == ("external", "+2250505050505")
    assert found["101"]["group_id"] == found["205"]["group_id"] != found["102"]["group_id"]
    people = {each["email"]: each for each in (await acme.api.get("/users")).json()["items"]}
    awa = people["awa@acme.test"]
    assert (awa["role"], awa["extension_id"]) == ("employee", found["101"]["id"])
    answer = await acme.api.patch(f"/users/{awa['id']}", json={"password": "correct horse"})
    assert answer.is_success
    clerk = await log_in(acme.app, "awa@acme.test")
    assert [each["number"] for each in (await clerk.get("/extensions")).json()["items"]] == ["101"]


async def test_the_same_file_once_more_changes_nothing_and_another_one_changes(acme: Company) -> None:
    text = "number,name,ring_seconds,email\n101,Awa,20,awa@acme.test\n102,Yao,,\n"
    await read(acme, text)
    before = (await acme.api.get("/extensions")).json()
    again = await read(acme, text)
    assert (again["created"], again["changed"], again["unchanged"], again["phones"]) == (0, 0, 2, 0)
    assert (await acme.api.get("/extensions")).json() == before
    other = await read(acme, "number,name\n102,Yao N'Dri\n103,Ama\n")
    assert (other["created"], other["changed"]) == (1, 1)
    assert await plan(acme) == {"101": "Awa", "102": "Yao N'Dri", "103": "Ama"}
    kept = {each["number"]: each for each in (await acme.api.get("/extensions")).json()["items"]}
    assert kept["101"]["ring_seconds"] == 20


async def test_a_dry_run_and_a_wrong_line_leave_everything_as_it_was(acme: Company) -> None:
    good = "number,name,group,email\n101,Awa,Sales,awa@acme.test\n"
    dry = await read(acme, good, dry_run=True)
    assert (dry["imported"], dry["created"], dry["new_groups"], dry["problems"]) == (False, 1, ["Sales"], [])
    bad = await read(acme, good + "112,Police,,\n")
    assert (bad["imported"], bad["problem_count"]) == (False, 1)
    assert await plan(acme) == {}
    assert (await acme.api.get("/extension-groups")).json()["items"] == []
    assert len((await acme.api.get("/users")).json()["items"]) == 1


async def test_every_wrong_line_is_told_with_its_column_and_limit(acme: Company, beta: Company) -> None:
    await acme.made("/mailboxes", name="Messages", number="500")
    await acme.made("/numbers", e164="+2252720001000", name="Main")
    lines = {
        "number,name,kind,outside,ring_seconds,phones,email": None,
        "1234567,Awa,,,,,": ("invalid_input", "number", "6"),
        ",Awa,,,,,": ("invalid_input", "number", "required"),
        f"101,{'x' * 81},,,,,": ("invalid_input", "name", "80"),
        "102,Awa,other,,,,": ("invalid_input", "kind", "internal"),
        "103,Awa,external,,,,": ("outside_wrong", "outside", ""),
        "104,Awa,internal,0505050505,,,": ("outside_for_nothing", "outside", ""),
        "105,Awa,external,27 20 00 10 00,,,": ("outside_oneself", "outside", ""),
        "106,Awa,,,121,,": ("invalid_input", "ring_seconds", "120"),
        "107,Awa,,,soon,,": ("invalid_input", "ring_seconds", ""),
        "108,Awa,,,,11,": ("invalid_input", "phones", "10"),
        "109,Awa,external,0505050505,,1,": ("only_outside", "phones", ""),
        "500,Awa,,,,,": ("short_number_taken", "number", "Messages"),
        "0771,Awa,,,,,": ("feature_code", "number", "077"),
        "112,Awa,,,,,": ("emergency_number", "number", "112"),
        "200,Awa,,,,,": None,
        "200,Yao,,,,,": ("line_repeated", "number", "16"),
        "201,Awa,,,,,nobody": ("invalid_input", "email", ""),
        "202,Awa\x00,,,,,": ("invalid_input", "name", ""),
    }
    told = await read(acme, "\n".join(lines))
    found = {each["line"]: (each["code"], each["field"]) for each in told["problems"]}
    wanted = {at: it for at, it in enumerate(lines.values(), 1) if it is not None}
    assert found == {at: it[:2] for at, it in wanted.items()}
    messages = {each["line"]: each["message"] for each in told["problems"]}
    assert [messages[at] for at, it in wanted.items() if it[2] not in messages[at]] == []
    assert told["problem_count"] == len(wanted)
    taken = await read(acme, "number,name,email\n201,Awa,owner@beta.test\n")
    assert [(each["code"], each["line"]) for each in taken["problems"]] == [("email_taken", 2)]
    assert await plan(acme) == {"500": "Messages"}
    assert await plan(beta) == {}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "column_missing"),
        (b"name\nAwa\n", "column_missing"),
        (b"number,name,shoes\n101,Awa,42\n", "column_unknown"),
        (b"number,name\n" + b"1,a\n" * 10_001, "too_many_lines"),
        (b"\xff\xfe\x00", "column_unknown"),
    ],
    ids=["empty", "no number", "unknown column", "too long", "no text"],
)
async def test_a_file_that_cannot_be_read_is_refused(acme: Company, content: bytes, expected: str) -> None:
    answer = await acme.api.post("/extensions/import", files={"file": ("people.csv", content)})
    assert (code(answer), answer.json()["error"]["field"]) == (expected, "file")


async def test_ten_thousand_lines_are_read_in_one_go(acme: Company) -> None:
    lines = [f"{digits},Poste {digits},Groupe {digits % 50}" for digits in range(200_000, 210_000)]
    text = "number,name,group\n" + "\n".join(lines)
    began = perf_counter()
    told = await read(acme, text)
    seconds = perf_counter() - began
    assert (told["imported"], told["created"], told["phones"]) == (True, 10_000, 10_000)
    assert seconds < 60, seconds
    again = await read(acme, text)
    assert (again["unchanged"], again["changed"]) == (10_000, 0)
    assert (await acme.api.get("/short-numbers/map?length=6")).json()["lengths"][0]["taken"] == 10_000
