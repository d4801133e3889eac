"""Whatever a variable holds and whatever it is compared with, a rule says yes or no."""

from pathlib import Path
from typing import Any, get_args
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from palabre.calls.call import Call, World
from palabre.calls.facts import Keep, Log
from palabre.calls.sounds import SilentSounds
from palabre.features.condition.rule import Relation, Rule
from palabre.kit.clock import clock
from palabre.phone.fake import FakePhone
from palabre.routing.variables import Type, Value, ValueTooLarge
from tests.company import Company

ACCOUNT = Company().account()
VALUES = (
    st.text(max_size=20) | st.integers() | st.floats() | st.booleans() | st.sampled_from(["1,5", "oui", " "])
)
TYPES = st.none() | st.sampled_from(get_args(Type))


def a_call() -> Call:
    world = World(FakePhone(), SilentSounds(), clock, Path())
    return Call(world, ACCOUNT, "caller", Log(ACCOUNT.id, UUID(int=7), Keep()))


def holding(value: Value) -> Call:
    """A call with a variable `it`, which stays without when the value is too large for one."""
    call = a_call()
    try:
        call.set_variable("it", value)
    except ValueTooLarge:
        return call
    return call


@given(VALUES, st.sampled_from(get_args(Relation)), st.text(max_size=20) | st.just("{{it}}"), TYPES)
async def test_every_rule_says_yes_or_no(own: Any, compare: Any, other: str, kind: Any) -> None:
    call = holding(own)
    rule = Rule(variable="it", compare=compare, value=other, value_type=kind)
    assert rule.holds(call) in (True, False)


@given(VALUES, st.text(max_size=20), TYPES)
async def test_what_is_equal_is_not_different(own: Any, other: str, kind: Any) -> None:
    call = holding(own)
    equal, different = (
        Rule(variable="it", compare=each, value=other, value_type=kind).holds(call) for each in ("=", "!=")
    )
    assert equal is not different


@given(VALUES)
async def test_a_variable_is_equal_to_itself(own: Any) -> None:
    assert Rule(variable="it", value="{{it}}").holds(holding(own))
