"""Short codes of services: 3949, directory enquiries, the carriers' hotlines."""

import asyncio
from typing import Any

import pytest

from palabre.calls import spoken
from palabre.features.outbound.rates import UNITS, Prices, Rate, Tariff
from palabre.phone.script import Answers, Script
from tests.ids import ident
from tests.stage import Stage, on_stage

COMPANY: dict[str, Any] = {
    "country": "FR",
    "numbers": {"+33142000000": None},
    "prefixes": {"+33142000000": {"prefix": 7}},
    "trunks": ["orange"],
    "trunk_settings": {"orange": {"number_format": "national", "dial_prefix": "9"}},
    "extensions": {"101": {}, "102": {}, "3949": {}},
    "rates": {"33": {"per_minute": 1}, "s118": {"per_minute": 60, "set_up": 3}},
    "outgoing": {"rules": {"101": {"services": True, "daily_limit": 100}}},
}


def dialled(digits: str, caller: str = "101") -> Stage:
    async def play(stage: Stage) -> None:
        stage.calls(f"{caller}@acme.test", digits)
        await asyncio.sleep(60)
        assert stage.leftovers() == []

    return on_stage(
        COMPANY, play, Script(phones={"trunk-orange": Answers(1, 20), "3949@acme.test": Answers(1, 9)})
    )


def paid(stage: Stage) -> list[tuple[str, str, float]]:
    data = [each.data for each in stage.facts.all if each.kind == "paid_talk_ended"]
    return [(each["number"], each["destination"], each["amount"] / UNITS) for each in data]


@pytest.mark.parametrize("digits", ["118218", "7*118218", "*31*118218"])
def test_a_service_is_dialled_as_it_is_and_paid_at_its_own_price(digits: str) -> None:
    stage = dialled(digits)
    assert [each.number for each in stage.phone.legs] == ["118218"]
    assert paid(stage) == [("118218", "service", 23)]


def test_it_needs_a_permission_of_its_own() -> None:
    stage = dialled("118218", caller="102")
    assert stage.phone.legs == []
    assert [each.says for each in stage.phone.heard] == [(spoken.NOT_ALLOWED.fr,)]


def test_a_short_number_of_the_plan_goes_before_it() -> None:
    stage = dialled("3949", caller="102")
    assert [(each.endpoint, each.number) for each in stage.phone.legs] == [("3949@acme.test", None)]


def test_an_emergency_number_is_no_service() -> None:
    stage = dialled("112", caller="102")
    assert [each.number for each in stage.phone.legs] == ["112"]


def test_prices_of_services_and_of_numbers_are_not_mixed_up() -> None:
    own, abroad, carrier = Rate(1), Rate(2), Rate(3)
    tariff = Tariff(Prices({"39": abroad, "s39": own}), {ident("orange"): Prices({"s3949": carrier})})
    assert tariff.price(ident("mtn"), "3949") is own
    assert tariff.price(ident("mtn"), "+394912345") is abroad
    assert tariff.cost(ident("orange"), "3949") is carrier
    assert tariff.price(ident("mtn"), "118218") is None
    assert [tariff.names(each) for each in ("3949", "39", "3940")] == [True, True, False]
