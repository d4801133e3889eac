"""Where caller lists apply: which of them decides, what a rule would have hit, and blocking in one click."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from palabre.calls.facts import Fact, Kind
from palabre.features.caller_lists.listen import hear
from palabre.features.caller_lists.snapshot import CallerLists, micros
from palabre.features.caller_lists.traits import Subject
from palabre.kit.clock import clock
from palabre.kit.db import Database
from tests.happening import happened
from tests.portal import Company, code, colleague

SPAMMER = "+2250700000666"


async def listed(acme: Company, *values: str, kind: str = "black", name: str = "Spam") -> dict[str, Any]:
    """A list with entries."""
    made = await acme.made("/caller-lists", name=name, type=kind)
    if values:
        await acme.made(f"/caller-lists/{made['id']}/entries", entries=[{"value": each} for each in values])
    return made


async def decision(acme: Company, number: str, **more: str) -> dict[str, Any]:
    answer = await acme.api.get("/caller-lists/decision", params={"number": number, **more})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize(
    ("rule", "refusal", "field"),
    [
        ({"level": "number"}, "rule_place_wrong", "level"),
        ({"action": "mailbox"}, "rule_action_incomplete", "mailbox_id"),
        ({"action": "scenario"}, "rule_action_incomplete", "scenario_id"),
        ({"action": "message"}, "rule_action_incomplete", "text"),
        ({"action": "sing"}, "invalid_input", "action"),
        ({"cause": "bored"}, "invalid_input", "cause"),
        ({"mailbox_id": str(uuid4())}, "not_found", "mailbox_id"),
    ],
)
async def test_a_rule_that_makes_no_sense_is_refused(
    acme: Company, rule: dict[str, Any], refusal: str, field: str
) -> None:
    made = await listed(acme)
    answer = await acme.api.post("/caller-lists/rules", json={"caller_list_id": made["id"], **rule})
    assert (code(answer), answer.json()["error"]["field"]) == (refusal, field)


async def test_a_list_that_a_rule_applies_stays(acme: Company) -> None:
    made = await listed(acme)
    rule = await acme.made("/caller-lists/rules", caller_list_id=made["id"])
    assert code(await acme.api.delete(f"/caller-lists/{made['id']}")) == "in_use"
    assert (await acme.api.delete(f"/caller-lists/rules/{rule['id']}")).status_code == 204
    assert (await acme.api.delete(f"/caller-lists/{made['id']}")).status_code == 204


async def test_where_a_rule_leads_to_stays(acme: Company) -> None:
    mailbox = await acme.made("/mailboxes", name="Unwelcome")
    made = await listed(acme)
    leads = {"action": "mailbox", "mailbox_id": mailbox["id"]}
    await acme.made("/caller-lists/rules", caller_list_id=made["id"], **leads)
    refused = await acme.api.delete(f"/mailboxes/{mailbox['id']}")
    assert (code(refused), refused.json()["error"]["values"]["user"]) == ("used_by_caller_list", "Spam")


async def three_rules(acme: Company) -> dict[str, Any]:
    """The account minds mobiles, a number has a friend and an extension a pest: one caller."""
    number = await acme.made("/numbers", e164="+2252720001000", name="Main")
    awa = await acme.made("/extensions", number="101", name="Awa")
    account = await listed(acme, "+2250700*", name="Mobile")
    white = await listed(acme, SPAMMER, kind="white", name="Friends")
    own = await listed(acme, SPAMMER, name="Pest")
    at_number = {"level": "number", "number_id": number["id"]}
    at_extension = {"level": "extension", "extension_id": awa["id"]}
    return {
        "account": await acme.made("/caller-lists/rules", caller_list_id=account["id"], action="busy"),
        "number": await acme.made("/caller-lists/rules", caller_list_id=white["id"], **at_number),
        "extension": await acme.made("/caller-lists/rules", caller_list_id=own["id"], **at_extension),
    }


WHERE = {"called": "27 20 00 10 00", "extension": "101"}


async def test_precedence_is_stated_and_shown(acme: Company) -> None:
    """The account decides first, then the number, then the extension; white beats black."""
    await three_rules(acme)
    told = await decision(acme, "07 00 00 06 66", **WHERE)
    assert (told["number"], told["verdict"], told["action"]) == (SPAMMER, "refused", "busy")
    assert told["precedence"] == ["account", "number", "extension"]
    assert [(each["level"], each["says"], each["decides"]) for each in told["opinions"]] == [
        ("account", "refused", True),
        ("number", "passed", False),
        ("extension", "refused", False),
    ]
    why = [each["why"] for each in told["opinions"]]
    assert why[0] == "The black list “Mobile” of the account has +2250700*: the call is refused."
    assert why[1].endswith("A rule that comes first decides.")
    assert code(await acme.api.get("/caller-lists/decision?number=1&called=%2B33142685300")) == "not_found"
    assert code(await acme.api.get("/caller-lists/decision?number=1&extension=999")) == "not_found"


async def test_what_decides_changes_with_lists_and_rules(acme: Company) -> None:
    rules = await three_rules(acme)
    account = f"/caller-lists/{rules['account']['caller_list_id']}"
    await acme.api.patch(account, json={"type": "white"})
    assert (await decision(acme, SPAMMER, **WHERE))["verdict"] == "passed"
    await acme.api.patch(account, json={"type": "black"})
    assert (await decision(acme, SPAMMER, **WHERE))["verdict"] == "refused"
    await acme.api.patch(f"/caller-lists/rules/{rules['account']['id']}", json={"enabled": False})
    assert (await decision(acme, SPAMMER, **WHERE))["verdict"] == "passed"
    assert (await decision(acme, SPAMMER, extension="101"))["verdict"] == "refused"
    assert (await decision(acme, "", **WHERE))["verdict"] == "open"
    await acme.api.patch(f"/caller-lists/rules/{rules['number']['id']}", json={"only_these": True})
    left_out = await decision(acme, "", **WHERE)
    assert (left_out["verdict"], left_out["opinions"][0]["entry"]) == ("refused", None)


def call(
    acme: Company, days_ago: float, caller: str, called: str = "+2252720001000", to: str = ""
) -> list[Fact]:
    """A call that began some days ago."""
    at, name = datetime.now(UTC) - timedelta(days=days_ago), uuid4()
    started = {"party": "p", "direction": "inbound", "caller": caller, "caller_name": "", "dialled": called}
    told: list[tuple[str, dict[str, Any]]] = [(Kind.STARTED, started)]
    if to:
        told.append((Kind.DIALLED, {"to": to, "parties": []}))
    told.append((Kind.ENDED, {"cause": 16, "by": "caller"}))
    return [Fact(acme.id, name, seq, at, kind, data) for seq, (kind, data) in enumerate(told, 1)]


async def test_a_rule_shows_what_it_would_have_hit(acme: Company, db: Database, tmp_path: Path) -> None:
    number = await acme.made("/numbers", e164="+2252720001000", name="Main")
    awa = await acme.made("/extensions", number="101", name="Awa")
    calls = [
        call(acme, 1, SPAMMER, to="101"),
        call(acme, 2, SPAMMER, "27 20 00 10 00"),
        call(acme, 3, "+2250700000001", "+2252720002000", to="101"),
        call(acme, 4, "anonymous"),
        call(acme, 40, SPAMMER),
    ]
    await happened(db, tmp_path, *calls)

    async def hits(**draft: Any) -> tuple[int, int, int, bool]:
        answer = await acme.api.post("/caller-lists/rules/hits", json=draft)
        assert answer.status_code == 200, answer.text
        found = answer.json()
        assert len(found["newest"]) == found["hits"]
        return found["calls"], found["hits"], found["numbers"], found["complete"]

    assert await hits(entries=["+2250700*"]) == (4, 3, 2, True)
    assert await hits(entries=["+2250700*"], days=1) == (0, 0, 0, True)
    assert await hits(entries=["anonymous"]) == (4, 1, 1, True)
    assert await hits(entries=["+2250700*"], level="number", number_id=number["id"]) == (4, 2, 1, True)
    assert await hits(entries=["+2250700*"], level="extension", extension_id=awa["id"]) == (2, 2, 2, True)
    assert await hits(entries=[SPAMMER], type="white", only_these=True) == (4, 2, 2, True)
    assert await hits(entries=[SPAMMER], type="white") == (4, 0, 0, True)
    assert await hits(caller_list_id=(await listed(acme, "country:CI"))["id"]) == (4, 3, 2, True)
    newest = (await acme.api.post("/caller-lists/rules/hits", json={"entries": [SPAMMER]})).json()["newest"]
    assert [each["id"] for each in newest] == [str(calls[0][0].call), str(calls[1][0].call)]
    assert newest[0]["entry"] == SPAMMER


async def test_a_caller_is_blocked_in_one_click(acme: Company, db: Database, tmp_path: Path) -> None:
    awa = await acme.made("/extensions", number="101", name="Awa")
    rang, hidden = call(acme, 1, SPAMMER, to="101"), call(acme, 1, "")
    await happened(db, tmp_path, rang, hidden)
    blocked = (await acme.api.post(f"/calls/{rang[0].call}/block", json={})).json()
    assert (blocked["value"], blocked["added"]) == (SPAMMER, True)
    found = (await acme.api.get(f"/caller-lists/{blocked['caller_list_id']}")).json()
    assert (found["name"], found["own"], found["extension_id"]) == ("Numéros bloqués", True, None)
    again = (await acme.api.post(f"/calls/{rang[0].call}/block", json={})).json()
    assert again == {**blocked, "added": False}
    told = await decision(acme, SPAMMER)
    assert (told["verdict"], told["opinions"][0]["level"]) == ("refused", "account")
    assert code(await acme.api.post(f"/calls/{hidden[0].call}/block", json={})) == "no_outside_number"
    assert code(await acme.api.post(f"/calls/{uuid4()}/block", json={})) == "not_found"

    clerk = await colleague(db, acme, "employee", extension_id=awa["id"])
    own = (await clerk.post(f"/calls/{rang[0].call}/block", json={})).json()
    assert own["caller_list_id"] != blocked["caller_list_id"]
    assert (await acme.api.get(f"/caller-lists/{own['caller_list_id']}")).json()["extension_id"] == awa["id"]
    assert code(await clerk.post(f"/calls/{hidden[0].call}/block", json={})) == "not_found"
    chosen = {"caller_list_id": blocked["caller_list_id"]}
    assert code(await clerk.post(f"/calls/{rang[0].call}/block", json=chosen)) == "forbidden"


async def test_what_phones_block_is_kept_with_the_last_callers(
    acme: Company, db: Database, tmp_path: Path
) -> None:
    awa = await acme.made("/extensions", number="101", name="Awa")
    older, newer = call(acme, 2, "+2250700000001", to="101"), call(acme, 1, SPAMMER, to="101")
    await happened(db, tmp_path, newer, listeners=[hear])
    await happened(db, tmp_path / "late", older, listeners=[hear])
    part = (await CallerLists.load(db.pool, [acme.id]))[acme.id]
    assert {str(each): number for each, number in part.last_callers.items()} == {awa["id"]: SPAMMER}
    fact = Fact(
        acme.id, uuid4(), 1, clock.now(), "caller_blocked", {"extension": awa["id"], "number": SPAMMER}
    )
    lost = Fact(
        acme.id, uuid4(), 1, clock.now(), "caller_blocked", {"extension": str(uuid4()), "number": "+33*"}
    )
    for _ in range(2):
        async with db.pool.acquire() as connection, connection.transaction():
            await hear(connection, [fact, lost])
    part = (await CallerLists.load(db.pool, [acme.id]))[acme.id]
    (own,), (rule,) = part.by_id.values(), part.rules
    assert (own.name, str(rule.place), rule.action.does) == ("Numéros bloqués – Awa", awa["id"], "reject")
    assert own.entries.find(Subject(SPAMMER), micros(clock.now())) == SPAMMER
    (entry,) = (await acme.api.get(f"/caller-lists/{own.id}/entries")).json()["items"]
    assert (entry["author"], entry["author_id"]) == ("code", None)
    assert (await acme.api.delete(f"/extensions/{awa['id']}")).status_code == 204
    assert (await acme.api.get("/caller-lists")).json()["items"] == []
