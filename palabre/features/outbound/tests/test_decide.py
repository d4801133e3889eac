"""Which calls are made, under which number, over which lines, for how much: a table of decisions."""

from datetime import date
from typing import Any

import pytest

from palabre.features.outbound.decide import Decision, State, Wish, decide
from palabre.features.outbound.dial import read
from palabre.features.outbound.purse import Payer, Purse
from palabre.features.outbound.rates import UNITS
from tests.company import ACME, Company, ident

ABIDJAN, OTHER, PARIS = "+2252721001000", "+2252722001001", "+33140000000"
MOBILE, FRANCE, LYON = "+2250707070707", "+33142000000", "+33478000000"
DAY = date(2026, 3, 2)
COMPANY: dict[str, Any] = {
    "numbers": {ABIDJAN: None, OTHER: None, PARIS: None},
    "prefixes": {
        ABIDJAN: {"by_region": True, "carousel": True},
        OTHER: {"prefix": 7, "carousel": True, "permission": "mobile"},
        PARIS: {"prefix": 33, "by_region": True},
    },
    "trunks": ["orange", "mtn"],
    "extensions": {
        "101": {},
        "102": {"shows": OTHER},
        "103": {"kind": "mobile", "outside": MOBILE},
    },
    "verified": ["+33612345678"],
}


def decided(wish: Wish, state: State | None = None, **more: Any) -> Decision:
    return decide(Company({**COMPANY, **more}).account(), wish, state or State(DAY))


def rule(place: str, **says: Any) -> dict[str, Any]:
    return {"rules": {place: says}}


def shown(decision: Decision) -> tuple[str, str] | None:
    return (decision.shown.e164, decision.shown.why) if decision.shown else None


def refusal(decision: Decision) -> str | None:
    return decision.refused.code if decision.refused else None


@pytest.mark.parametrize(
    ("wish", "outgoing", "expected"),
    [
        (Wish(MOBILE, ident("101")), {}, (ABIDJAN, "shown_standard")),
        (Wish(MOBILE, ident("102")), {}, (OTHER, "shown_extension")),
        (Wish(MOBILE, ident("101")), rule("account", number_id=PARIS), (PARIS, "shown_account")),
        (Wish(MOBILE, ident("102")), rule("account", number_id=PARIS), (OTHER, "shown_extension")),
        (Wish(MOBILE), rule("account", number_id=PARIS), (PARIS, "shown_account")),
        (Wish(MOBILE, ident("101"), shown=ident(OTHER)), {}, (OTHER, "shown_asked")),
        (Wish(MOBILE, ident("101"), shown=ident("gone")), {}, (ABIDJAN, "shown_standard")),
        (Wish(MOBILE, ident("102"), prefix="33"), {}, (PARIS, "shown_prefix")),
        (Wish(FRANCE, ident("101")), rule("101", choice="region"), (PARIS, "shown_region")),
        (Wish(LYON, ident("101")), rule("101", choice="region"), (PARIS, "shown_region")),
        (Wish(MOBILE, ident("101")), rule("101", choice="region"), (ABIDJAN, "shown_region")),
        (Wish("+4930123456", ident("101")), rule("101", choice="region"), (ABIDJAN, "shown_standard")),
        (Wish(FRANCE, ident("101")), rule("account", choice="region"), (PARIS, "shown_region")),
        (Wish(FRANCE, ident("101"), prefix="33"), rule("101", choice="carousel"), (PARIS, "shown_prefix")),
        (
            Wish(MOBILE, ident("101")),
            rule("101", verified_number_id="+33612345678"),
            ("+33612345678", "shown_extension"),
        ),
    ],
)
def test_the_number_that_is_shown(wish: Wish, outgoing: dict[str, Any], expected: tuple[str, str]) -> None:
    assert shown(decided(wish, outgoing=outgoing)) == expected


def test_numbers_take_turns() -> None:
    wish, outgoing = Wish(MOBILE, ident("101")), rule("account", choice="carousel")
    seen = [shown(decided(wish, State(DAY, turn=turn), outgoing=outgoing)) for turn in range(4)]
    assert seen == [(each, "shown_carousel") for each in (ABIDJAN, OTHER, ABIDJAN, OTHER)]


@pytest.mark.parametrize(
    ("number", "kind", "needs"),
    [
        ("180", "emergency", None),
        ("112", "emergency", None),
        ("+2252721234567", "local", "local"),
        (MOBILE, "mobile", "mobile"),
        (FRANCE, "international", "international"),
        ("+870773112345", "satellite", None),
        ("+80012345678", "freephone", "local"),
    ],
)
def test_permissions_add_up(number: str, kind: str, needs: str | None) -> None:
    levels = ["none", "local", "mobile", "national", "international"]
    for level in levels:
        found = decided(Wish(number, ident("101")), outgoing=rule("account", permission=level))
        assert found.destination is not None
        assert found.destination.kind == kind
        reaches = kind == "emergency" or (needs is not None and levels.index(level) >= levels.index(needs))
        assert refusal(found) == (None if reaches else "destination_forbidden"), level


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("01 42 00 00 00", "local"),
        ("04 78 00 00 00", "national"),
        ("06 12 34 56 78", "mobile"),
        ("0800 123 456", "freephone"),
        ("09 70 12 34 56", "special"),
        ("0899 12 34 56", "premium"),
        ("+32 2 555 12 12", "international"),
        ("15", "emergency"),
        ("3949", "service"),
        ("118218", "service"),
        ("3000", "freephone"),
    ],
)
def test_kinds_of_french_numbers(number: str, kind: str) -> None:
    found = decided(Wish(number, ident("101")), country="FR").destination
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    ("wish", "outgoing", "more", "code"),
    [
        (Wish("12", ident("101")), {}, {}, "number_not_diallable"),
        (Wish(MOBILE, ident("101")), {}, {"numbers": {}}, "caller_number_missing"),
        (Wish(MOBILE, ident("101")), {}, {"trunks": []}, "no_trunk"),
        (Wish(MOBILE, ident("101"), prefix="8"), {}, {}, "prefix_unknown"),
        (Wish(MOBILE, ident("103"), prefix="33"), {}, {}, "prefix_not_for_mobile"),
        (Wish(FRANCE, ident("101"), prefix="7"), {}, {}, "number_forbidden"),
        (Wish("0899123456", ident("101")), {}, {"country": "FR"}, "destination_forbidden"),
        (Wish("0899123456", ident("101")), rule("101", premium=True), {"country": "FR"}, None),
        (Wish("+870773112345", ident("101")), rule("101", satellite=True), {}, None),
        (Wish("3949", ident("101")), {}, {"country": "FR"}, "destination_forbidden"),
        (Wish("3949", ident("101")), rule("101", services=True), {"country": "FR"}, None),
        (Wish("3949", ident("101")), rule("101", premium=True), {"country": "FR"}, "destination_forbidden"),
        (Wish("3000", ident("101")), {"settings": {"daily_limit": 0}}, {"country": "FR"}, None),
        (Wish("1313", ident("101")), rule("101", services=True), {}, "number_not_diallable"),
        (Wish("1313", ident("101")), rule("101", services=True), {"rates": {"s1313": {}}}, None),
        (Wish(FRANCE, ident("101")), rule("101", permission="none"), {}, "destination_forbidden"),
        (Wish(FRANCE, ident("101"), drawn=True), rule("101", permission="none"), {}, None),
        (Wish(FRANCE), rule("account", permission="none"), {}, None),
        (Wish(MOBILE, ident("101")), {"settings": {"daily_limit": 100}}, {}, "price_unknown"),
        (Wish("+80012345678", ident("101")), {"settings": {"daily_limit": 0}}, {}, None),
    ],
)
def test_what_is_refused(
    wish: Wish, outgoing: dict[str, Any], more: dict[str, Any], code: str | None
) -> None:
    assert refusal(decided(wish, outgoing=outgoing, **more)) == code


@pytest.mark.parametrize("by", ["101", "103"])
def test_a_call_for_help_passes_whatever_stands_against_it(by: str) -> None:
    outgoing = {
        "settings": {"daily_limit": 0, "monthly_limit": 0, "most_calls": 1},
        "rules": {
            by: {"permission": "none", "withheld": True, "daily_limit": 0},
            "account": {"emergency_number_id": PARIS, "location": "Plateau, 3e étage"},
        },
    }
    full = {"orange": {"most_calls": 1}, "mtn": {"most_calls": 1}}
    busy = State(DAY, busy=lambda _: 9)
    wish = Wish("180", ident(by), prefix="9999", withheld=True, trunk=ident("gone"))
    found = decided(wish, busy, outgoing=outgoing, trunk_settings=full)
    assert refusal(found) is None
    assert [each.dialled for each in found.ways] == ["180", "180"]
    assert (shown(found), found.withheld) == ((PARIS, "shown_emergency"), False)
    assert found.location == "Plateau, 3e étage"
    alone = decided(Wish("180", ident("101")), numbers={}, prefixes={})
    assert (refusal(alone), alone.shown, len(alone.ways)) == (None, None, 2)


RATES = {"225": {"per_minute": 60}, "orange/33": {"per_minute": 90}, "mtn/33": {"per_minute": 30}}
SETTINGS: dict[str, Any] = {
    "trunk_settings": {"orange": {"position": 0}, "mtn": {"position": 1}},
    "rates": RATES,
}


def test_lines_in_order_or_by_cost() -> None:
    wish = Wish(FRANCE, ident("101"))
    assert _lines(decided(wish, **SETTINGS)) == ["orange", "mtn"]
    cheapest = {"settings": {"trunk_choice": "least_cost"}}
    assert _lines(decided(wish, outgoing=cheapest, **SETTINGS)) == ["mtn", "orange"]
    assert _lines(decided(Wish(MOBILE), outgoing=cheapest, **SETTINGS)) == ["orange", "mtn"]


def test_lines_share_calls_by_weight_and_are_passed_over_when_full() -> None:
    shares = {"orange": {"weight": 1}, "mtn": {"weight": 3}}
    firsts = [
        _lines(decided(Wish(MOBILE), State(DAY, turn=turn), trunk_settings=shares))[0] for turn in range(8)
    ]
    assert (firsts.count("orange"), firsts.count("mtn")) == (2, 6)
    full = State(DAY, busy={"trunk-orange": 2, "trunk-mtn": 0}.__getitem__)
    limits = {"orange": {"most_calls": 2}}
    assert _lines(decided(Wish(MOBILE), full, trunk_settings=limits)) == ["mtn"]
    both = {"orange": {"most_calls": 2}, "mtn": {"most_calls": 2}}
    all_full = State(DAY, busy=lambda _: 2)
    assert refusal(decided(Wish(MOBILE), all_full, trunk_settings=both)) == "outgoing_lines_busy"
    most = {"settings": {"most_calls": 4}}
    assert refusal(decided(Wish(MOBILE), all_full, outgoing=most)) == "outgoing_lines_busy"


def _lines(decision: Decision) -> list[str]:
    return [each.trunk.name for each in decision.ways]


@pytest.mark.parametrize(
    ("settings", "number", "dialled"),
    [
        ({}, MOBILE, MOBILE),
        ({"number_format": "digits"}, MOBILE, "2250707070707"),
        ({"number_format": "international"}, MOBILE, "002250707070707"),
        ({"number_format": "national"}, MOBILE, "0707070707"),
        ({"number_format": "national"}, FRANCE, "0033142000000"),
        ({"number_format": "national", "dial_prefix": "9"}, MOBILE, "90707070707"),
        ({"number_format": "national", "dial_prefix": "9"}, "180", "180"),
    ],
)
def test_each_carrier_has_numbers_dialled_its_own_way(
    settings: dict[str, Any], number: str, dialled: str
) -> None:
    found = decided(Wish(number), trunks=["orange"], trunk_settings={"orange": settings})
    assert [each.dialled for each in found.ways] == [dialled]


@pytest.mark.parametrize(
    ("limits", "used", "code"),
    [
        ({"101": {"daily_limit": 100}}, 0, None),
        ({"101": {"daily_limit": 100}}, 90, None),
        ({"101": {"daily_limit": 100}}, 91, "spending_limit"),
        ({"101": {"daily_limit": 0}}, 0, "spending_limit"),
        ({"101": {"monthly_limit": 100}}, 95, "spending_limit"),
        ({"account": {"daily_limit": 100}}, 95, "spending_limit"),
        ({"account": {"daily_limit": 100}, "101": {"daily_limit": 200}}, 95, None),
    ],
)
def test_money_that_is_left(limits: dict[str, Any], used: int, code: str | None) -> None:
    purse = Purse()
    purse.take(Payer(ACME, ident("101"), DAY), used * UNITS)
    state = State(DAY, purse.used)
    found = decided(Wish(MOBILE, ident("101")), state, outgoing={"rules": limits}, rates=RATES)
    assert refusal(found) == code
    tomorrow = State(date(2026, 4, 1), purse.used)
    fresh = decided(Wish(MOBILE, ident("101")), tomorrow, outgoing={"rules": limits}, rates=RATES)
    assert refusal(fresh) == ("spending_limit" if limits == {"101": {"daily_limit": 0}} else None)


@pytest.mark.parametrize(
    ("dialled", "expected"),
    [
        ("0707070707", ("0707070707", None, None)),
        ("7*0707070707", ("0707070707", "7", None)),
        ("9999*+33142000000", ("+33142000000", "9999", None)),
        ("*31*0707070707", ("0707070707", None, True)),
        ("#31#0707070707", ("0707070707", None, True)),
        ("*32*0707070707", ("0707070707", None, False)),
        ("*31*7*0707070707", ("0707070707", "7", True)),
        ("7*180", ("180", "7", None)),
        ("0*0707070707", None),
        ("10000*0707070707", None),
        ("7*12", None),
        ("*31*", None),
        ("12", None),
        ("*" * 40, None),
    ],
)
def test_what_is_dialled(dialled: str, expected: tuple[str, str | None, bool | None] | None) -> None:
    found = read(Company(COMPANY).account(), dialled)
    assert (found and (found.number, found.prefix, found.withheld)) == expected
