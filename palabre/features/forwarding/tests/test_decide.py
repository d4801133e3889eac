"""Which rule sends a call on: by kind, by schedule, by caller, in order."""

from datetime import UTC, datetime
from typing import Any

import pytest

from palabre.features import caller_lists, hours
from palabre.features.forwarding.decide import Asked, decide
from palabre.features.forwarding.snapshot import Forwards
from palabre.features.forwarding.warn import circle
from tests.company import Company, ident

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
SUNDAY = datetime(2026, 3, 1, 10, tzinfo=UTC)
OFFICE = {"office": [{"days": [1, 2, 3, 4, 5], "start": "08:00", "end": "18:00"}]}
LISTS = {"vip": {"type": "white", "entries": ["+2250700000001"]}}
CLIENT, OTHER = "+2250700000001", "+33142685300"
MOBILE = "+2250707070707"


def rule(to: str = "102", kind: str = "always", **more: Any) -> dict[str, Any]:
    return {"kind": kind, "to": to, **more}


TABLE: list[tuple[str, list[dict[str, Any]], str, str, datetime, int | None]] = [
    ("nothing is set", [], "always", CLIENT, MONDAY, None),
    ("always", [rule()], "always", CLIENT, MONDAY, 0),
    ("another kind", [rule(kind="busy")], "always", CLIENT, MONDAY, None),
    ("its own kind", [rule(kind="busy"), rule(kind="no_answer")], "no_answer", CLIENT, MONDAY, 1),
    ("switched off", [rule(enabled=False)], "always", CLIENT, MONDAY, None),
    ("the next one then", [rule(enabled=False), rule()], "always", CLIENT, MONDAY, 1),
    ("in office hours", [rule(schedule="office")], "always", CLIENT, MONDAY, 0),
    ("not on Sunday", [rule(schedule="office")], "always", CLIENT, SUNDAY, None),
    ("only on Sunday", [rule(schedule="office", schedule_state="closed")], "always", CLIENT, SUNDAY, 0),
    ("a list", [rule(caller_list="vip")], "always", CLIENT, MONDAY, 0),
    ("not in the list", [rule(caller_list="vip")], "always", OTHER, MONDAY, None),
    ("who is not in it", [rule(caller_list="vip", callers_are="not_in")], "always", OTHER, MONDAY, 0),
    ("a mask", [rule(callers=["+33*"])], "always", OTHER, MONDAY, 0),
    ("a mask for others", [rule(callers=["+33*"])], "always", CLIENT, MONDAY, None),
    ("list or mask", [rule(callers=["+33*"], caller_list="vip")], "always", CLIENT, MONDAY, 0),
    ("who hides", [rule(callers=["anonymous"])], "always", "", MONDAY, 0),
    ("a colleague", [rule(callers=["105"])], "always", "105", MONDAY, 0),
    ("both must hold", [rule(callers=["+33*"], schedule="office")], "always", OTHER, SUNDAY, None),
    ("first come", [rule(callers=["+33*"]), rule(MOBILE)], "always", OTHER, MONDAY, 0),
    ("the general one last", [rule(callers=["+33*"]), rule(MOBILE)], "always", CLIENT, MONDAY, 1),
    ("the mobile itself calls", [rule(MOBILE)], "always", MOBILE, MONDAY, None),
]


@pytest.mark.parametrize(
    ("rules", "why", "caller", "at", "expected"),
    [each[1:] for each in TABLE],
    ids=[each[0] for each in TABLE],
)
def test_decision(
    rules: list[dict[str, Any]], why: Any, caller: str, at: datetime, expected: int | None
) -> None:
    described = {"extensions": {"101": {}, "102": {}}, "schedules": OFFICE, "caller_lists": LISTS}
    account = Company({**described, "forwards": {"101": rules}}).account()
    known = account.part(Forwards).by_extension.get(ident("101"), [])
    schedules, lists = account.part(hours.Schedules), account.part(caller_lists.CallerLists)
    found = decide(known, Asked(why, caller, at), schedules, lists)
    assert (found.id if found else None) == (None if expected is None else ident(f"forward 101 {expected}"))


@pytest.mark.parametrize(
    ("forwards", "path"),
    [
        ({"101": [rule("102")]}, []),
        ({"101": [rule("102")], "102": [rule("101")]}, ["101", "102", "101"]),
        (
            {"101": [rule("102")], "102": [rule("103", "busy")], "103": [rule("101")]},
            ["101", "102", "103", "101"],
        ),
        ({"101": [rule("102")], "102": [rule("101", enabled=False)]}, []),
        ({"101": [rule("102", enabled=False)], "102": [rule("101")]}, []),
        ({"101": [rule("102")], "102": [rule("103")], "103": [rule("102")]}, []),
    ],
)
def test_a_circle_is_seen_beforehand(forwards: dict[str, Any], path: list[str]) -> None:
    company = {"extensions": {"101": {}, "102": {}, "103": {}}, "forwards": forwards}
    known = Company(company).account().part(Forwards)
    assert circle(known.by_id[ident("forward 101 0")], known.by_extension) == [ident(each) for each in path]
