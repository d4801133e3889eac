"""What is explained is what the next call does, whatever goes on at the same time."""

import asyncio
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from palabre.features.outbound.commands import outgoing_state
from palabre.features.outbound.explain import explained, foresee
from palabre.features.outbound.live_state import read, state_of
from palabre.features.outbound.schemas import ExplainIn, ExplainOut
from palabre.kit.bus import Bus
from palabre.kit.virtual_time import run_virtually
from palabre.phone.script import Answers, Moment, Rings, Script
from tests.company import Company, ident
from tests.stage import Stage, on_stage

ABIDJAN, OTHER = "+2252720001000", "+2252720001001"
DIALLED = (
    "0707070707",
    "2720123456",
    "0033142000000",
    "7*0707070707",
    "*31*0505050505",
    "180",
    "102",
    "99",
    "1313",
)
COMPANY: dict[str, Any] = {
    "numbers": {ABIDJAN: None, OTHER: None},
    "prefixes": {ABIDJAN: {"carousel": True}, OTHER: {"carousel": True, "prefix": 7, "permission": "mobile"}},
    "trunks": ["orange", "mtn", "moov"],
    "trunk_settings": {
        "orange": {"most_calls": 1},
        "mtn": {"weight": 2, "position": 2},
        "moov": {"weight": 1, "position": 2},
    },
    "extensions": {"101": {}, "102": {}, "103": {}},
    "rates": {
        "225": {"per_minute": 60},
        "33": {"per_minute": 200},
        "mtn/2257": {"per_minute": 30},
        "s1313": {"per_minute": 9},
    },
    "outgoing": {
        "settings": {"most_calls": 3, "daily_limit": 400},
        "rules": {
            "account": {"choice": "carousel", "daily_limit": 150},
            "102": {"permission": "mobile", "services": True},
            "103": {"choice": "default", "withheld": True},
        },
    },
    "caller_lists": {"never": {"type": "black", "entries": ["+2250505050505"]}},
    "caller_list_rules": [{"list": "never", "direction": "outbound", "at": "103"}],
}

SAME = {"caller_list": "destination_listed", "number_unknown": "number_not_diallable"}
"""The words of facts, where the explanation has others."""


async def foreseen(stage: Stage, caller: str, dialled: str) -> ExplainOut:
    """What the portal says, as the calls tell it how things are."""
    told = await outgoing_state(stage.dispatcher, stage.account, {"extension": str(ident(caller))})
    asked = ExplainIn.model_validate({"from": caller, "to": dialled})
    decision = foresee(stage.account, asked, read(told), stage.dispatcher.world.clock.now())
    return explained(stage.account, decision, "en", live=True)


def happened(stage: Stage, since: int) -> dict[str, Any]:
    """What the newest call has come to, in the words of the explanation."""
    facts = stage.facts.all[since:]
    chosen = next((each.data for each in facts if each.kind == "outside_chosen"), None)
    refused = next((each.data["why"] for each in facts if each.kind == "refused"), None)
    if chosen is None:
        return {"refused": SAME.get(refused or "", refused)}
    names = ("number", "destination", "shown", "withheld", "trunks", "per_minute")
    return {name: chosen[name] for name in names}


def said(told: ExplainOut) -> dict[str, Any]:
    if told.refusal is not None:
        return {"refused": told.refusal.code}
    if told.kind is None:
        return {"refused": None}
    first = told.ways[0].per_minute
    return {
        "number": told.number,
        "destination": told.kind,
        "shown": told.shown.number if told.shown else None,
        "withheld": bool(told.shown and told.shown.withheld),
        "trunks": [each.name for each in told.ways],
        "per_minute": None if first is None else int(first * 1_000_000),
    }


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["101", "102", "103"]),
            st.sampled_from(DIALLED),
            st.integers(5, 90),
            st.integers(1, 200),
        ),
        max_size=8,
    )
)
def test_it_is_what_the_next_call_does(calls: list[tuple[str, str, int, int]]) -> None:
    async def play(stage: Stage) -> None:
        for caller, dialled, pause, seconds in calls:
            told, since = await foreseen(stage, caller, dialled), len(stage.facts.all)
            stage.calls(f"{caller}@acme.test", dialled, Script(hangs_up=Moment(seconds)))
            await asyncio.sleep(0.01)
            assert said(told) == happened(stage, since), (caller, dialled)
            await asyncio.sleep(pause)
        await asyncio.sleep(1800)
        assert stage.leftovers() == []

    phones = {f"trunk-{each}": Answers(2) for each in ("orange", "mtn", "moov")}
    on_stage(COMPANY, play, Script(phones=phones, others=Rings()))


def test_while_the_calls_are_away_the_database_answers() -> None:
    seen = []

    async def main() -> None:
        account = next(iter((await Company(COMPANY).directory()).accounts.values()))
        state, live = await state_of(Bus(), account, UUID(int=1))
        seen.append((live, state.turn, dict(state.used), state.busy("trunk-orange")))

    run_virtually(main)
    assert seen == [(False, 0, {}, 0)]
