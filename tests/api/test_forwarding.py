"""Forwarding in the API: what may be set, by whom, what is odd about it, and why a call rang where it did."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from palabre.calls.facts import Fact
from palabre.features.forwarding.listen import hear
from palabre.kit.db import Database
from tests.happening import happened
from tests.portal import Company, code, colleague

OWN, MOBILE = "+2252720001000", "+2250707070707"


@pytest.fixture
async def staff(acme: Company) -> dict[str, str]:
    """101, 102, a mobile one (103), a mailbox, a number."""
    made = {
        digits: await acme.made("/extensions", number=digits, name=f"Poste {digits}")
        for digits in ("101", "102")
    }
    mobile = {"kind": "mobile", "outside": "+2250505050505"}
    made["103"] = await acme.made("/extensions", number="103", name="Yao", **mobile)
    made["200"] = await acme.made("/mailboxes", number="200", name="Messages")
    made["own"] = await acme.made("/numbers", e164=OWN, name="Main")
    return {name: each["id"] for name, each in made.items()}


def path(staff: dict[str, str], digits: str = "101") -> str:
    return f"/extensions/{staff[digits]}/forwarding"


async def test_a_rule_comes_back_as_a_form_needs_it(acme: Company, staff: dict[str, str]) -> None:
    targets = [{"to": "102", "seconds": 15}, {"to": "07 07 07 07 07"}, {"target_id": staff["200"]}]
    made = await acme.made(path(staff), kind="no_answer", targets=targets, ring_seconds=12)
    assert [(each["to"], each["kind"], each["name"], each["seconds"]) for each in made["targets"]] == [
        ("102", "extension", "Poste 102", 15),
        (MOBILE, "number", MOBILE, 25),
        ("200", "mailbox", "Messages", 25),
    ]
    assert (made["author"], made["enabled"], made["shown"], made["ring_seconds"]) == (
        "user",
        True,
        "caller",
        12,
    )
    whole = (await acme.api.get(path(staff))).json()
    assert (whole["number"], whole["kinds"], whole["always_now"]) == (
        "101",
        ["always", "busy", "no_answer", "unavailable"],
        False,
    )
    assert whole["rules"] == [made]
    assert (await acme.api.get(f"{path(staff)}/{made['id']}")).json() == made
    assert (await acme.api.get(path(staff, "103"))).json()["kinds"] == ["always", "no_answer", "unavailable"]


async def test_what_is_switched_on_is_listed_for_all_extensions(
    acme: Company, staff: dict[str, str], db: Database
) -> None:
    made = await acme.made(path(staff), kind="always", targets=[{"to": "102"}])
    await acme.made(path(staff), kind="busy", targets=[{"to": "102"}], enabled=False)
    other = await acme.made(path(staff, "102"), kind="busy", targets=[{"to": "200"}])
    assert (await acme.api.get("/forwarding")).json()["items"] == [made, other]
    clerk = await colleague(db, acme, "employee", extension_id=staff["102"])
    assert (await clerk.get("/forwarding")).json()["items"] == [other]


async def test_it_can_be_changed_switched_off_and_removed(acme: Company, staff: dict[str, str]) -> None:
    made = await acme.made(path(staff), kind="always", targets=[{"to": "102"}])
    one = f"{path(staff)}/{made['id']}"
    assert (await acme.api.get(path(staff))).json()["always_now"] is True
    changed = await acme.api.patch(one, json={"enabled": False, "targets": [{"to": "200"}], "shown": "mine"})
    assert [changed.json()[each] for each in ("enabled", "shown")] == [False, "mine"]
    assert changed.json()["targets"][0]["kind"] == "mailbox"
    assert (await acme.api.get(path(staff))).json()["always_now"] is False
    assert code(await acme.api.get(f"{path(staff, '102')}/{made['id']}")) == "not_found"
    assert (await acme.api.delete(one)).status_code == 204
    assert (await acme.api.get(path(staff))).json()["rules"] == []


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"targets": []}, "invalid_input", "targets"),
    ({"targets": [{}]}, "forward_target_missing", "targets.0.to"),
    ({"targets": [{"to": "101"}]}, "forward_to_oneself", "targets.0.to"),
    ({"targets": [{"to": "999"}]}, "forward_target_wrong", "targets.0.to"),
    ({"targets": [{"to": "nobody"}]}, "forward_target_wrong", "targets.0.to"),
    ({"targets": [{"to": "102"}, {"to": "27 20 00 10 00"}]}, "forward_to_own_number", "targets.1.to"),
    ({"targets": [{"to": "110"}]}, "forward_to_emergency", "targets.0.to"),
    ({"targets": [{"to": "200"}, {"to": "102"}]}, "forward_target_not_last", "targets.0"),
    (
        {"targets": [{"to": "102"}, {"to": "200"}], "together": True},
        "forward_target_not_last",
        "targets.1",
    ),
    ({"targets": [{"target_id": str(uuid4())}]}, "not_found", "targets.0.target_id"),
    ({"targets": [{"to": "102", "seconds": 0}]}, "invalid_input", "targets.0.seconds"),
    ({"targets": [{"to": "102"}] * 11}, "invalid_input", "targets"),
    ({"kind": "sometimes"}, "invalid_input", "kind"),
    ({"shown": "mum"}, "invalid_input", "shown"),
    ({"with_phones": True}, "forward_with_phones_wrong", "with_phones"),
    ({"kind": "busy", "with_phones": True, "together": True}, "forward_with_phones_wrong", "with_phones"),
    ({"schedule_id": str(uuid4())}, "not_found", "schedule_id"),
    ({"caller_list_id": str(uuid4())}, "not_found", "caller_list_id"),
    ({"callers": ["+225*", "7+7"]}, "entry_not_number", "callers.1"),
    ({"callers": ["+225*X"]}, "entry_mask_wrong", "callers.0"),
]


async def test_what_makes_no_sense_is_refused(acme: Company, staff: dict[str, str]) -> None:
    for wrong, refusal, field in WRONG:
        body = {"kind": "always", "targets": [{"to": "102"}], **wrong}
        answer = await acme.api.post(path(staff), json=body)
        assert (code(answer), answer.json()["error"]["field"]) == (refusal, field), wrong


async def test_other_companies_things_are_unknown(
    acme: Company, staff: dict[str, str], beta: Company
) -> None:
    theirs = await beta.made("/mailboxes", number="555", name="Theirs")
    for target in ({"target_id": theirs["id"]}, {"to": "555"}):
        answer = await acme.api.post(path(staff), json={"kind": "always", "targets": [target]})
        assert code(answer) in ("not_found", "forward_target_wrong")
    assert code(await beta.api.get(path(staff))) == "not_found"
    assert (
        code(await beta.api.post(path(staff), json={"kind": "always", "targets": [{"to": "555"}]}))
        == "not_found"
    )


async def test_a_mobile_extension_is_never_busy_and_rules_are_counted(
    acme: Company, staff: dict[str, str]
) -> None:
    body = {"kind": "busy", "targets": [{"to": "102"}]}
    assert code(await acme.api.post(path(staff, "103"), json=body)) == "forward_busy_of_mobile"
    for _ in range(20):
        await acme.made(path(staff), **body)
    assert code(await acme.api.post(path(staff), json=body)) == "too_many"


async def test_odd_things_are_kept_and_said(acme: Company, staff: dict[str, str]) -> None:
    await acme.made(path(staff, "102"), kind="no_answer", targets=[{"to": "101"}])
    made = await acme.made(path(staff), kind="always", targets=[{"to": "102"}])
    (warning,) = made["warnings"]
    assert warning["code"] == "forward_loop"
    assert "101 → 102 → 101" in warning["message"]
    outside = await acme.made(path(staff), kind="busy", targets=[{"to": MOBILE}])
    assert [each["code"] for each in outside["warnings"]] == ["forward_without_line"]
    login = {"username": "a", "secret": "b"}
    trunk = await acme.made("/trunks", name="T", kind="registration", host="sip.test", **login)
    again = (await acme.api.get(f"{path(staff)}/{outside['id']}")).json()
    assert [each["code"] for each in again["warnings"]] == ["caller_not_shown"]
    await acme.api.patch(f"/trunks/{trunk['id']}", json={"shows_callers": True})
    assert (await acme.api.get(f"{path(staff)}/{outside['id']}")).json()["warnings"] == []


async def test_where_calls_go_to_and_what_they_ask_stays(acme: Company, staff: dict[str, str]) -> None:
    schedule = await acme.made("/schedules", name="Hours")
    listed = await acme.made("/caller-lists", name="VIP")
    conditions = {"schedule_id": schedule["id"], "caller_list_id": listed["id"]}
    await acme.made(path(staff), kind="always", targets=[{"to": "102"}, {"to": "200"}], **conditions)
    for where in (
        f"/extensions/{staff['102']}",
        f"/mailboxes/{staff['200']}",
        f"/schedules/{schedule['id']}",
        f"/caller-lists/{listed['id']}",
    ):
        assert code(await acme.api.delete(where)) == "used_by_forwarding", where
    assert (await acme.api.delete(f"/extensions/{staff['101']}")).status_code == 204
    assert (await acme.api.delete(f"/extensions/{staff['102']}")).status_code == 204


async def test_an_employee_sets_his_own_only(acme: Company, staff: dict[str, str], db: Database) -> None:
    clerk = await colleague(db, acme, "employee", extension_id=staff["101"])
    rule = {"kind": "always", "targets": [{"to": "102"}]}
    made = await clerk.post(path(staff), json=rule)
    assert made.status_code == 201
    assert (await clerk.delete(f"{path(staff)}/{made.json()['id']}")).status_code == 204
    assert code(await clerk.post(path(staff, "102"), json=rule)) == "not_found"
    assert code(await clerk.get(path(staff, "102"))) == "not_found"


async def test_what_would_become_of_a_call(acme: Company, staff: dict[str, str]) -> None:
    abroad = await acme.made(path(staff), kind="always", targets=[{"to": "200"}], callers=["+33*"])
    busy = await acme.made(path(staff), kind="busy", targets=[{"to": "102"}])

    async def asked(**question: object) -> tuple[str | None, str | None]:
        answer = (await acme.api.post(f"{path(staff)}/what-if", json=question)).json()
        return answer["why"], answer["rule"] and answer["rule"]["id"]

    assert await asked(caller="0033 1 42 68 53 00") == ("always", abroad["id"])
    assert await asked(caller=MOBILE) == (None, None)
    assert await asked(caller=MOBILE, busy=True) == ("busy", busy["id"])
    assert await asked(registered=False, busy=True) == (None, None)


def call(acme: Company, *told: tuple[str, dict[str, Any]]) -> list[Fact]:
    """A call with these facts between its first and its last."""
    name = uuid4()
    party = {"party": "p", "caller": MOBILE, "caller_name": "", "dialled": OWN}
    facts = [("started", {"direction": "inbound", **party}), *told, ("ended", {"cause": 16, "by": "caller"})]
    return [
        Fact(acme.id, name, seq, datetime.now(UTC), kind, data) for seq, (kind, data) in enumerate(facts, 1)
    ]


async def test_what_a_phone_sets_is_kept(
    acme: Company, staff: dict[str, str], db: Database, tmp_path: Path
) -> None:
    def target(to: str) -> dict[str, Any]:
        return {"kind": "extension", "id": staff[to], "outside": None, "seconds": 25, "asks": True}

    mine = {"extension": staff["101"], "why": "always", "author": "code", "ring_seconds": None}
    first = call(acme, ("forward_set", {**mine, "rule": str(uuid4()), "target": target("102")}))
    second = call(acme, ("forward_set", {**mine, "rule": str(uuid4()), "target": target("103")}))
    await happened(db, tmp_path / "1", first, second, listeners=[hear])
    (rule,) = (await acme.api.get(path(staff))).json()["rules"]
    assert (rule["author"], rule["enabled"], rule["targets"][0]["to"]) == ("code", True, "103")
    off = call(acme, ("forward_lifted", {"extension": staff["101"], "kinds": ["always", "busy"]}))
    await happened(db, tmp_path / "2", off, listeners=[hear])
    assert (await acme.api.get(path(staff))).json()["rules"][0]["enabled"] is False
    again = {**mine, "rule": rule["id"], "author": "user", "target": target("103")}
    await happened(db, tmp_path / "3", call(acme, ("forward_set", again)), listeners=[hear])
    assert (await acme.api.get(path(staff))).json()["rules"][0]["enabled"] is True


async def test_why_did_it_ring_there(
    acme: Company, staff: dict[str, str], db: Database, tmp_path: Path
) -> None:
    told = {"extension": staff["101"], "number": "101", "why": "busy", "rule": str(uuid4())}
    happens = call(
        acme,
        ("dialled", {"to": "101", "parties": []}),
        ("forwarded", {**told, "name": "Awa", "to": [MOBILE], "together": False, "hops": 1}),
        ("forward_shown", {"rule": told["rule"], "to": MOBILE, "shown": "+33142685300", "by": "caller"}),
        ("number_refused", {"to": MOBILE, "shown": "+33142685300", "instead": OWN, "sip": 403}),
        ("forward_skipped", {"to": "+883", "code": "x", "text": {"en": "Not allowed.", "fr": "Non."}}),
        ("accept_asked", {"party": "x"}),
        ("not_accepted", {"party": "x", "cause": 19}),
        ("forward_came_back", {**told, "result": "busy"}),
        ("forward_looped", {**told, "loop": "circle"}),
    )
    await happened(db, tmp_path, happens)
    where = f"/calls/{happens[0].call}/forwarding"
    answer = (await acme.api.get(where)).json()
    assert [each["text"] for each in answer["steps"]] == [
        f"Extension 101 forwarded the call to {MOBILE}: it was busy.",
        f"{MOBILE} rang; it saw +33142685300.",
        f"The carrier refused to show +33142685300 (403): {OWN} was shown instead.",
        "+883 was not called: Not allowed.",
        "Whoever picked up was asked to press 1 to take the call.",
        "Whoever picked up did not take the call.",
        "Nobody took the call: it came back to extension 101.",
        "Extension 101 did not forward the call once more: it was going round in a circle.",
    ]
    french = (await acme.api.get(where, headers={"Accept-Language": "fr"})).json()
    assert french["steps"][0]["text"] == f"Le poste 101 a renvoyé l'appel vers {MOBILE} : il était en ligne."
    clerk = await colleague(db, acme, "employee", extension_id=staff["101"])
    assert (await clerk.get(where)).status_code == 200
    other = await colleague(db, acme, "employee", email="o@acme.test", extension_id=staff["102"])
    assert code(await other.get(where)) == "not_found"
