"""An outside caller in a voice menu."""

import asyncio
from pathlib import Path

import pytest

from palabre.calls import spoken
from tests.phone.company import Company, Json, say, step, steps
from tests.phone.kit.call import Call

WELCOME = (
    "Bienvenue chez Dupont et fils. Pour le service commercial, tapez un. Pour la comptabilité, tapez deux."
)
ACCOUNTS = "Vous êtes au service de la comptabilité, nos bureaux ferment à dix-sept heures."
NOBODY = "Personne ne vous a entendu, nous mettons fin à cet appel. Au revoir."
SILENT = "Nous n'avons reçu aucun choix de votre part."
CALLER = "+2250700000001"


def menu(extension: str, **more: object) -> Json:
    """Key 1 rings an extension, key 2 says something, silence and wrong keys end in words."""
    fields = {"prompt": {"text": WELCOME}, "keys": ["1", "2"], "seconds": 2, "repeats": 1, **more}
    ways = {"key_1": "sales", "key_2": "accounts", "no_key": "nobody", "wrong_key": "nobody"}
    missed = {"busy": "nobody", "no_answer": "nobody", "unavailable": "nobody"}
    return steps(
        "menu",
        menu=step("menu", fields, **ways),
        sales=step("dial_extension", {"extension": extension}, **missed),
        accounts=say(ACCOUNTS, done="end"),
        nobody=say(NOBODY, done="end"),
        end=step("hang_up"),
    )


async def caller_in(acme: Company, **more: object) -> Call:
    """A call from outside that has reached the menu; 101 is its extension."""
    extension = acme.extensions.get("101") or await acme.extension("101")
    number = await acme.number(await acme.scenario(menu(extension, **more)))
    carrier = await acme.carrier()
    call = await carrier.dial(number, CALLER, "Client")
    await call.answered()
    return call


async def welcome(acme: Company) -> Path:
    return await acme.spoken(WELCOME)


@pytest.mark.parametrize("method", ["rfc4733", "info"])
async def test_key_1_reaches_a_phone(acme: Company, method: str) -> None:
    (desk,) = await acme.staff("101")
    call = await caller_in(acme)
    await call.hears(await welcome(acme))
    await call.press("1", method)
    incoming = await desk.incoming()
    assert incoming.caller.number == CALLER
    await incoming.answer()
    await call.talks_with(incoming)
    await incoming.hang_up()
    await call.ended()
    story = await acme.last_call()
    assert (story["outcome"], story["direction"], story["caller"]) == ("answered", "inbound", CALLER)
    assert [each["data"]["key"] for each in story["facts"] if each["kind"] == "key_pressed"] == ["1"]


async def test_a_key_interrupts_the_prompt(acme: Company) -> None:
    call = await caller_in(acme)
    await call.hears(await welcome(acme), at_least=1.0)
    await call.press("2")
    heard = await call.hears(await acme.spoken(ACCOUNTS))
    assert heard.at - call.presses[-1].at < 1.0
    await call.ended(within=15)
    played = [each["data"] for each in (await acme.last_call())["facts"] if each["kind"] == "played"]
    assert played[0]["cut"] is True


async def test_no_key(acme: Company) -> None:
    call = await caller_in(acme, no_key_prompt={"text": SILENT})
    await call.hears(await welcome(acme), whole=True)
    await call.hears(await acme.spoken(SILENT), within=15, whole=True)
    await call.hears(await welcome(acme), within=15, whole=True)
    await call.hears(await acme.spoken(NOBODY))
    assert await call.ended(within=10) == 200


async def test_wrong_key(acme: Company) -> None:
    call = await caller_in(acme)
    await call.hears(await welcome(acme), at_least=1.0)
    await call.press("9")
    await call.hears(await acme.sentence(spoken.INVALID_KEY))
    await call.hears(await welcome(acme))
    await call.press("1")
    await call.hears(await acme.spoken(NOBODY))
    await call.ended(within=10)
    story = await acme.last_call()
    assert [each["data"]["key"] for each in story["facts"] if each["kind"] == "key_pressed"] == ["9", "1"]
    assert story["outcome"] == "unavailable"


async def test_direct_dialling(acme: Company) -> None:
    await acme.staff("101")
    (target,) = await acme.staff("205")
    call = await caller_in(acme, direct_dialling=True)
    await call.hears(await welcome(acme), at_least=1.0)
    await call.press("205")
    incoming = await target.incoming()
    await incoming.answer()
    await call.talks_with(incoming)
    await call.hang_up()
    await incoming.ended()


async def test_a_running_call_keeps_its_version(acme: Company) -> None:
    extension = await acme.extension("101")
    scenario = await acme.scenario(menu(extension))
    number = await acme.number(scenario)
    carrier = await acme.carrier()
    old = await carrier.dial(number, CALLER)
    await old.hears(await welcome(acme), at_least=1.0)
    changed = "Notre société a déménagé, veuillez noter notre nouvelle adresse, rue du Port."
    await acme.publish(scenario, steps("hello", hello=say(changed, done="end"), end=step("hang_up")))
    new = await carrier.dial(number, CALLER)
    await new.hears(await acme.spoken(changed))
    await old.press("2")
    await old.hears(await acme.spoken(ACCOUNTS))
    await asyncio.gather(old.ended(within=15), new.ended(within=15))
    versions = {each["scenario_version"] for each in await acme.calls(2)}
    assert versions == {1, 2}
