"""What a scenario's texts become in a call."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pydantic import ValidationError

from palabre.calls.adopt import living, restore
from palabre.calls.call import Call, World
from palabre.calls.facts import Keep, Kind, Log
from palabre.calls.sounds import SilentSounds
from palabre.kit.clock import Clock
from palabre.phone.events import Caller
from palabre.phone.fake import FakePhone
from palabre.phone.script import Script
from palabre.routing.aloud import aloud
from palabre.routing.variables import AccountVariables, Declared, Value, VariableUnknown, declare, fill, read
from tests.company import Company
from tests.stage import MONDAY_MORNING

COMPANY = {
    "time_zone": "Africa/Douala",
    "variables": {"notice": {"value": "fermé"}, "limit": {"type": "number", "value": "3"}},
}


class Stopped(Clock):
    """Always the same Monday morning."""

    def now(self) -> datetime:
        return MONDAY_MORNING


async def a_world() -> World:
    return World(FakePhone(Script()), SilentSounds(), Stopped(), Path())


async def a_call(world: World, log: Log | None = None) -> Call:
    account = (await Company(COMPANY).directory()).accounts.popitem()[1]
    call = Call(world, account, "caller", log or Log(account.id, UUID(int=7), Keep()))
    call.caller, call.dialled = Caller("+2250700000001", "Awa"), "300"
    call.note(Kind.STARTED, direction="inbound", party="caller", caller="+225", caller_name="", dialled="300")
    return call


async def test_a_text_names_variables_of_the_call_of_the_system_and_of_the_account() -> None:
    call = await a_call(await a_world())
    declare(call, {"points": Declared(type="number", default="5")})
    call.set_variable("name", "Awa")
    text = "{{name}} {{ points }} {{num_a}} {{num_b}} {{notice}} {{limit}} [{{nothing}}]"
    assert fill(text, call) == "Awa 5 +2250700000001 300 fermé 3 []"


async def test_date_and_time_are_those_of_the_company() -> None:
    call = await a_call(await a_world())
    assert fill("{{date}} {{time}} {{weekday}} {{hour}}", call) == "2026-03-02 11:00 1 11"


async def test_what_is_no_name_stays_as_it_is_written() -> None:
    call = await a_call(await a_world())
    assert fill("{{1a}} {{name} {{a-b}} {x}", call) == "{{1a}} {{name} {{a-b}} {x}"


async def test_what_a_variable_holds_is_not_filled_again() -> None:
    call = await a_call(await a_world())
    call.set_variable("name", "{{num_a}}")
    assert fill("{{name}}", call) == "{{num_a}}"


async def test_the_last_key_pressed_is_known() -> None:
    call = await a_call(await a_world())
    assert read(call, "key") is None
    call.note(Kind.KEY_PRESSED, key="2")
    call.note(Kind.KEY_PRESSED, key="5")
    assert read(call, "key") == "5"


async def test_a_declared_variable_keeps_its_type_and_what_it_holds() -> None:
    call = await a_call(await a_world())
    declare(call, {"points": Declared(type="number", default=5)})
    call.set_variable("points", "7")
    declare(call, {"points": Declared(type="number", default=5)})
    assert read(call, "points") == 7


async def test_a_call_sees_at_once_what_another_one_has_written_for_the_whole_account() -> None:
    world = await a_world()
    one, two = await a_call(world), await a_call(world)
    one.set_variable("limit", "4", "account")
    assert read(two, "limit") == 4
    assert one.log.facts[-1].data == {"name": "limit", "value": 4, "scope": "account"}


async def test_an_account_wide_variable_must_exist() -> None:
    call = await a_call(await a_world())
    with pytest.raises(VariableUnknown):
        call.set_variable("unheard", "x", "account")


async def test_after_a_restart_a_call_has_its_variables_again() -> None:
    world = await a_world()
    call = await a_call(world)
    for value in ("one", "two"):
        call.set_variable("name", value)
    (left,) = living(call.log.facts)
    again = restore(world, call.account, left, Keep())
    assert again.variables == {"name": "two"}


@pytest.mark.parametrize("default", ["many", float("nan"), 2**60, "x" * 5000, [1]])
def test_a_default_must_fit_its_type(default: object) -> None:
    with pytest.raises(ValidationError):
        Declared.model_validate({"type": "number", "default": default})


@pytest.mark.parametrize(
    ("value", "fr", "en"),
    [
        ("+2250700000001", "2 2 5 0 7 0 0 0 0 0 0 0 1", "2 2 5 0 7 0 0 0 0 0 0 0 1"),
        ("2026-03-01", "1er mars 2026", "March 1, 2026"),
        ("2026-13-01", "2026-13-01", "2026-13-01"),
        ("14:05", "14 heures 5", "14 05"),
        ("01:00", "1 heure", "1 o’clock"),
        (True, "oui", "yes"),
        (2.5, "2,5", "2.5"),
        (1250, "1250", "1250"),
        ("Awa", "Awa", "Awa"),
    ],
)
def test_values_are_said_as_a_person_would(value: Value, fr: str, en: str) -> None:
    assert (aloud(value, "fr"), aloud(value, "en")) == (fr, en)


async def test_a_trial_of_the_past_sees_what_it_writes() -> None:
    """Its clock runs before the moment at which somebody has changed the variable."""
    world = await a_world()
    call = await a_call(world)
    kept = call.account.part(AccountVariables).by_name
    kept["limit"] = replace(kept["limit"], changed_at=MONDAY_MORNING + timedelta(days=300))
    call.set_variable("limit", 4, "account")
    assert read(call, "limit") == 4
