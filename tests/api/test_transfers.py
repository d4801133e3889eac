"""Transfers by API: what is done, what is refused and why, and how an account makes them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import pytest

from palabre.calls.control import Command, Control
from palabre.calls.facts import Kind
from palabre.features.transfer.commands import COMMANDS
from palabre.kit.bus import PostgresBus
from palabre.kit.db import Database
from palabre.phone.script import Answers, Rings, Script
from tests.company import Company as Described
from tests.portal import Company, code, colleague
from tests.stage import Stage

PHONES = {"101": {"phones": ["anna"]}, "102": {"phones": ["bob"]}, "103": {"phones": ["carol"]}}
SCRIPT = Script(phones={"bob@acme.test": Answers(0.2)}, others=Rings())


async def until(look: Callable[[], bool]) -> None:
    """What must happen happens soon."""
    for _ in range(500):
        if look():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it does not happen")


@asynccontextmanager
async def talking(acme: Company, bus: PostgresBus) -> AsyncIterator[Stage]:
    """The other end of the bus, where 101 has called 102 and they talk."""
    stage = Stage(Described({"extensions": PHONES}), SCRIPT)
    await stage.begin()
    (described,) = stage.directory.accounts.values()
    object.__setattr__(described, "id", acme.id)
    stage.directory.accounts = {acme.id: described}
    commands: dict[str, Command] = dict(COMMANDS)
    control = asyncio.create_task(Control(bus, stage.dispatcher, commands).run())
    stage.calls("anna@acme.test", "102")
    await until(lambda: len(stage.facts.of(Kind.TALK_STARTED)) == 1)
    try:
        yield stage
    finally:
        control.cancel()
        stage.running.cancel()


async def test_a_call_is_passed_on(acme: Company, bus: PostgresBus) -> None:
    async with talking(acme, bus) as stage:
        answer = await acme.api.post(f"/calls/{stage.call}/transfer", json={"by": "102", "to": "103"})
        assert answer.status_code == 202, answer.text
        await until(lambda: stage.phone.legs[-1].endpoint == "carol@acme.test")


async def test_a_target_is_asked_and_left(acme: Company, bus: PostgresBus) -> None:
    async with talking(acme, bus) as stage:
        path, who = f"/calls/{stage.call}/transfer", {"by": "102"}
        assert code(await acme.api.post(f"{path}/take-back", json=who)) == "not_consulting"
        answer = await acme.api.post(path, json={**who, "to": "103", "kind": "attended"})
        assert answer.status_code == 202, answer.text
        await until(lambda: stage.phone.legs[-1].endpoint == "carol@acme.test")
        assert (await acme.api.post(f"{path}/take-back", json=who)).status_code == 202
        await until(lambda: len(stage.facts.of(Kind.TALK_STARTED)) == 2)


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        ({"by": "103", "to": "102"}, "not_talking"),
        ({"by": "102", "to": "999"}, "target_refused"),
        ({"by": "102", "to": "*60"}, "target_refused"),
        ({"by": "102", "to": "1\r\nX: 1"}, "invalid_input"),
        ({"by": "102", "to": "103", "kind": "sudden"}, "invalid_input"),
        ({"to": "103"}, "invalid_input"),
    ],
)
async def test_what_cannot_be_is_refused_and_the_two_go_on(
    acme: Company, bus: PostgresBus, wanted: dict[str, Any], refusal: str
) -> None:
    async with talking(acme, bus) as stage:
        answer = await acme.api.post(f"/calls/{stage.call}/transfer", json=wanted)
        assert code(answer) == refusal
        assert len(stage.phone.legs) == 1


async def test_nobody_transfers_the_calls_of_others(
    acme: Company, beta: Company, bus: PostgresBus, db: Database
) -> None:
    extension = await acme.made("/extensions", number="103", name="Carol")
    carol = await colleague(db, acme, "employee", extension_id=extension["id"])
    async with talking(acme, bus) as stage:
        wanted = {"by": "102", "to": "103"}
        for api, call, refusal in (
            (beta.api, stage.call, "not_found"),
            (acme.api, uuid4(), "not_found"),
            (carol, stage.call, "forbidden"),
        ):
            assert code(await api.post(f"/calls/{call}/transfer", json=wanted)) == refusal
        assert code(await carol.post(f"/calls/{stage.call}/transfer", json={"by": "103", "to": "102"})) == (
            "not_talking"
        )


async def test_an_account_chooses_how_it_transfers(acme: Company, beta: Company) -> None:
    usual = {"by_keys": True, "shows_caller": True}
    assert (await acme.api.get("/transfer-settings")).json() == usual
    changed = await acme.api.patch("/transfer-settings", json={"by_keys": False})
    assert changed.json() == {"by_keys": False, "shows_caller": True}
    changed = await acme.api.patch("/transfer-settings", json={"shows_caller": False})
    assert changed.json() == {"by_keys": False, "shows_caller": False}
    assert code(await acme.api.patch("/transfer-settings", json={"by_keys": None})) == "invalid_input"
    assert (await beta.api.get("/transfer-settings")).json() == usual
