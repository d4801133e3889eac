"""Caller lists as an office manager keeps them: entries and files."""

from datetime import timedelta
from typing import Any

import pytest

from palabre.features.caller_lists.match import Matcher
from palabre.features.caller_lists.snapshot import CallerLists, micros
from palabre.features.caller_lists.traits import Subject
from palabre.kit.clock import clock
from palabre.kit.db import Database
from tests.portal import Company, code

SPAMMER = "+2250700000666"


async def listed(acme: Company, *values: str, kind: str = "black", name: str = "Spam") -> dict[str, Any]:
    """A list with entries."""
    made = await acme.made("/caller-lists", name=name, type=kind)
    if values:
        await acme.made(f"/caller-lists/{made['id']}/entries", entries=[{"value": each} for each in values])
    return made


async def imported(acme: Company, path: str, content: str, **how: Any) -> dict[str, Any]:
    """What became of a file."""
    answer = await acme.api.post(f"{path}/imports", params=how, files={"file": content.encode()})
    assert answer.status_code == 202, answer.text
    found: dict[str, Any] = (await acme.api.get(f"{path}/imports/{answer.json()['id']}")).json()
    return found


async def values_in(acme: Company, path: str, **filters: Any) -> list[str]:
    return [each["value"] for each in (await acme.api.get(f"{path}/entries", params=filters)).json()["items"]]


async def test_a_list_changes_its_name_and_its_colour(acme: Company) -> None:
    made = await listed(acme, SPAMMER, "07*")
    path = f"/caller-lists/{made['id']}"
    changed = (await acme.api.patch(path, json={"name": "Friends", "type": "white"})).json()
    assert (changed["name"], changed["type"], changed["entries"]) == ("Friends", "white", 2)
    assert (await acme.api.delete(path)).status_code == 204
    assert code(await acme.api.get(path)) == "not_found"


async def test_an_entry_says_what_it_is_who_added_it_and_until_when(acme: Company) -> None:
    path = f"/caller-lists/{(await listed(acme))['id']}/entries"
    until = "2030-01-01T00:00:00Z"
    new = [
        {"value": "07 00 00 06 66", "expires_at": until, "comment": "Rang ten times"},
        {"value": "+225 07 00 00 06 66"},
        {"value": "type:premium"},
    ]
    added = await acme.made(path, entries=new)
    assert added["duplicates"] == 1
    first, second = added["added"]
    me = (await acme.api.get("/me")).json()["id"]
    assert (first["value"], first["kind"], first["comment"]) == (SPAMMER, "number", "Rang ten times")
    assert (first["author"], first["author_id"], first["expires_at"]) == ("user", me, until)
    assert second["kind"] == "type"
    forever = await acme.api.patch(f"{path}/{first['id']}", json={"expires_at": None})
    assert (forever.json()["expires_at"], forever.json()["comment"]) == (None, "Rang ten times")
    assert (await acme.api.delete(f"{path}/{first['id']}")).status_code == 204
    assert code(await acme.api.delete(f"{path}/{first['id']}")) == "not_found"


async def test_entries_are_found_by_what_they_begin_with(acme: Company) -> None:
    path = f"/caller-lists/{(await listed(acme, SPAMMER, '+33142685300', '+337*', 'anonymous'))['id']}"
    assert await values_in(acme, path) == [SPAMMER, "+33142685300", "+337*", "anonymous"]
    assert await values_in(acme, path, search="+33") == ["+33142685300", "+337*"]
    assert await values_in(acme, path, kind="prefix") == ["+337*"]
    assert await values_in(acme, path, search="%") == []


async def test_a_wrong_entry_is_refused_with_its_reason(acme: Company) -> None:
    path = f"/caller-lists/{(await listed(acme))['id']}/entries"
    refused = await acme.api.post(path, json={"entries": [{"value": "+225*7"}]})
    assert code(refused) == "entry_mask_wrong"
    assert "+225*7" in refused.json()["error"]["message"]
    assert code(await acme.api.post(path, json={"entries": []})) == "invalid_input"


async def test_a_file_is_read_and_its_wrong_lines_are_told(acme: Company) -> None:
    path = f"/caller-lists/{(await listed(acme, SPAMMER))['id']}"
    content = "number;who\n07 00 00 06 66;Spam\n0700000777;Bob\n\nbob;\n0700000777;Bob again\n+33 1*;Paris\n"
    dry = await imported(acme, path, content, dry_run=True, comment_index=1)
    counts = (dry["state"], dry["total_lines"], dry["lines"], dry["added"], dry["duplicates"], dry["invalid"])
    assert counts == ("done", 7, 7, 2, 2, 1)
    assert await values_in(acme, path) == [SPAMMER]
    done = await imported(acme, path, content, comment_index=1)
    assert (done["added"], done["duplicates"], done["invalid"]) == (2, 2, 1)
    (problem,) = done["problems"]
    assert (problem["line"], problem["text"], problem["code"]) == (5, "bob", "entry_not_number")
    assert "neither a telephone number" in problem["message"]
    items = (await acme.api.get(f"{path}/entries")).json()["items"]
    assert [(each["value"], each["author"], each["comment"]) for each in items[1:]] == [
        ("+2250700000777", "import", "Bob"),
        ("+331*", "import", "Paris"),
    ]
    again = await imported(acme, path, content)
    assert (again["added"], again["duplicates"]) == (0, 4)


async def test_a_file_may_begin_at_once_and_have_its_numbers_in_any_column(acme: Company) -> None:
    path = f"/caller-lists/{(await listed(acme))['id']}"
    how = {"column_index": 1, "include_first_line": True, "expires_at": "2030-01-01T00:00:00Z"}
    await imported(acme, path, "\ufeffAwa,0700000001\r\nBob,0700000002", **how)
    items = (await acme.api.get(f"{path}/entries")).json()["items"]
    assert [each["value"] for each in items] == ["+2250700000001", "+2250700000002"]
    assert {each["expires_at"] for each in items} == {"2030-01-01T00:00:00Z"}


@pytest.mark.parametrize("content", ["", "\n\n\n", "\x00\x01\x02", '"' * 1001, "x" * 200_000, "é" * 50])
async def test_a_file_that_is_no_list_does_no_harm(acme: Company, content: str) -> None:
    path = f"/caller-lists/{(await listed(acme))['id']}"
    done = await imported(acme, path, content, include_first_line=True)
    assert (done["state"], done["added"]) == ("done", 0)


async def test_only_a_hundred_wrong_lines_are_kept(acme: Company) -> None:
    path = f"/caller-lists/{(await listed(acme))['id']}"
    done = await imported(acme, path, "bob\n" * 12_000, include_first_line=True)
    assert (done["invalid"], len(done["problems"])) == (12_000, 100)


async def entries_in_memory(db: Database, acme: Company, before: Any = None) -> dict[str, Matcher]:
    loaded = await CallerLists.reload(db.pool, [acme.id], before or {})
    return {each.name: each.entries for each in loaded[acme.id].by_id.values()}


async def test_calls_read_a_list_again_only_when_it_has_changed(acme: Company, db: Database) -> None:
    one = await listed(acme, SPAMMER, "+33*", name="One")
    await listed(acme, "country:CI", name="Two")
    before = await CallerLists.load(db.pool, [acme.id])
    first = {each.name: each.entries for each in before[acme.id].by_id.values()}
    path = f"/caller-lists/{one['id']}/entries"
    soon = (clock.now() + timedelta(hours=1)).isoformat()
    await acme.made(path, entries=[{"value": "0700000777", "expires_at": soon}])
    then = await entries_in_memory(db, acme, before)
    assert then["Two"] is first["Two"]
    assert then["One"] is not first["One"]
    now = micros(clock.now())
    found = [then["One"].find(Subject(each), now) for each in (SPAMMER, "+33142685300", "+2250700000777")]
    assert found == [SPAMMER, "+33*", "+2250700000777"]
    assert then["One"].find(Subject("+2250700000777"), now + 3_600_000_000) is None
    await acme.api.patch(f"/caller-lists/{one['id']}", json={"name": "Renamed"})
    renamed = await entries_in_memory(db, acme, await CallerLists.reload(db.pool, [acme.id], before))
    assert set(renamed) == {"Renamed", "Two"}


async def test_places_are_named(acme: Company) -> None:
    regions = (await acme.api.get("/caller-lists/regions?country=SN")).json()["regions"]
    assert "Dakar" in regions
    assert code(await acme.api.get("/caller-lists/regions?country=ci")) == "invalid_input"
