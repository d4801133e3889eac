"""The tables behind a described company's calls outside."""

from collections.abc import Callable, Mapping
from typing import Any

from palabre.features.outbound.rates import UNITS
from tests.ids import ACME, ident

LIMITS = ("daily_limit", "monthly_limit")
RULE = {
    **dict.fromkeys(("choice", "permission", "premium", "satellite", "services", "withheld", "location")),
    **dict.fromkeys(("group_id", "number_id", "verified_number_id", "emergency_number_id", *LIMITS)),
}
SETTINGS = {"currency": None, "trunk_choice": "ordered", "most_calls": None, "call_back_hours": 0}


def outgoing_tables(
    described: Mapping[str, Any], row: Callable[..., dict[str, Any]]
) -> dict[str, list[dict[str, Any]]]:
    """Settings, rules and prices; amounts are described in units of the currency."""
    outgoing = described.get("outgoing", {})
    settings = SETTINGS | dict.fromkeys(LIMITS) | _money(outgoing.get("settings", {}))
    return {
        "outgoing_settings": [{"account_id": ACME, **settings}] if "settings" in outgoing else [],
        "outgoing_rules": [_rule(place, rule) for place, rule in outgoing.get("rules", {}).items()],
        "verified_numbers": [row(each, e164=each) for each in described.get("verified", ())],
        "rates": [_rate(prefix, rate) for prefix, rate in described.get("rates", {}).items()],
    }


def _money(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: round(value * UNITS) if name in LIMITS else value for name, value in values.items()}


def _rule(place: str, rule: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: ident(value) if name.endswith("_id") else value for name, value in _money(rule).items()}
    where = "extension_id" if place.isdigit() else "group_id"
    here = {"extension_id": None, "group_id": None} | ({} if place == "account" else {where: ident(place)})
    return {"account_id": ACME, **RULE, **here, **values}


def _rate(prefix: str, rate: Mapping[str, Any]) -> dict[str, Any]:
    trunk, _, digits = prefix.rpartition("/")
    service, digits = digits.startswith("s"), digits.removeprefix("s")
    usual = {"name": digits, "per_minute": 0, "set_up": 0, "first_seconds": 1, "step_seconds": 1}
    values: dict[str, Any] = usual | dict(rate)
    money = {each: round(values[each] * UNITS) for each in ("per_minute", "set_up")}
    where = {"account_id": ACME, "trunk_id": ident(trunk) if trunk else None, "prefix": digits}
    return {**where, "service": service, **values, **money}
