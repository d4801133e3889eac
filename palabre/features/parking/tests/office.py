"""Anna, Bob and Carol, who park calls on the stage."""

import asyncio
from typing import Any

from palabre.phone.script import Answers, Rings, Script
from tests.company import ident
from tests.stage import Stage

CLIENT, SECOND = "trunk-orange", "trunk-mtn"
RING = {"type": "dial_extension", "fields": {"extension": str(ident("101"))}}
COMPANY: dict[str, Any] = {
    "extensions": {
        "101": {"phones": ["anna"], "ring_seconds": 10},
        "102": {"phones": ["bob"]},
        "103": {"phones": ["carol"]},
    },
    "scenarios": {"main": {"document": {"start": "ring", "steps": {"ring": RING}}}},
    "numbers": {"+2252720001000": "main"},
    "trunks": ["orange", "mtn"],
}
SCRIPT = Script(phones={"anna@acme.test": Answers(1)}, others=Rings())
RINGING = Script(others=Rings())


def at(name: str) -> str:
    """A phone's SIP identity."""
    return f"{name}@acme.test"


def party(stage: Stage, endpoint: str) -> str:
    """The newest party of a phone or trunk."""
    on = stage.dispatcher.world.lines.of(endpoint)
    return next(each for each in reversed(stage.phone.parties) if each in on)


def told(stage: Stage, kind: str) -> list[dict[str, Any]]:
    """What all facts of a kind say."""
    return [each.data for each in stage.facts.all if each.kind == kind]


def said(stage: Stage, name: str) -> list[str]:
    """What somebody has heard."""
    return [text for each in stage.phone.heard if each.party == name for text in each.says]


async def client_talks(stage: Stage, trunk: str = CLIENT) -> tuple[str, str]:
    """A client talks with Anna; their parties."""
    stage.calls(trunk, "+2252720001000")
    await asyncio.sleep(3)
    return party(stage, trunk), party(stage, at("anna"))


async def parked(stage: Stage, trunk: str = CLIENT, keys: str = "*700#") -> str:
    """Anna has parked a client; his party."""
    client, anna = await client_talks(stage, trunk)
    stage.phone.press(anna, keys)
    await asyncio.sleep(6)
    return client


async def dials(stage: Stage, phone: str, digits: str, seconds: float = 1) -> str:
    """A colleague dials a number; his party."""
    stage.calls(at(phone), digits)
    await asyncio.sleep(0.2)
    made = party(stage, at(phone))
    await asyncio.sleep(seconds)
    return made


async def over(stage: Stage, *names: str) -> None:
    """These hang up, and nothing remains."""
    for name in names:
        stage.phone.leave(name)
    await asyncio.sleep(20)
    assert stage.leftovers() == []
