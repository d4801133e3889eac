"""Real calls happen once more in the simulation: the same way through the same version."""

import asyncio

from tests.phone.company import Company, Json, say, step, steps
from tests.phone.test_menu import ACCOUNTS, CALLER, NOBODY, WELCOME, menu, welcome


async def replayed(acme: Company, version: str = "1") -> Json:
    """What a version does with the last call, which must be in the database for that."""
    story = await acme.last_call()
    while not story["facts"] or story["facts"][-1]["kind"] != "ended":
        await asyncio.sleep(0.1)
        story = await acme.last_call()
    path = f"/scenarios/{story['scenario_id']}/versions/{version}/replay"
    return await acme.post(path, call_id=story["id"])


async def test_a_call_that_pressed_a_key_and_talked(acme: Company) -> None:
    (desk,) = await acme.staff("101")
    number = await acme.number(await acme.scenario(menu(acme.extensions["101"])))
    carrier = await acme.carrier()
    call = await carrier.dial(number, CALLER, "Client")
    await call.hears(await welcome(acme), at_least=1.5)
    await call.press("1")
    incoming = await desk.incoming()
    await incoming.answer()
    await call.talks_with(incoming)
    await call.hang_up()
    again = await replayed(acme)
    assert (again["departure"], again["assumed"]) == (None, [])
    assert [(each["step"], each["exit"]) for each in again["story"]["path"]] == [
        ("menu", "1"),
        ("sales", None),
    ]
    assert (again["story"]["outcome"], again["story"]["ended_by"]) == ("answered", "caller")


async def test_a_call_that_waited_in_silence_for_a_phone_that_is_off(acme: Company) -> None:
    extension = await acme.extension("101")
    scenario = await acme.scenario(menu(extension))
    number = await acme.number(scenario)
    call = await (await acme.carrier()).dial(number, CALLER, "Client")
    await call.hears(await welcome(acme), whole=True)
    await call.press("1")
    await call.hears(await acme.spoken(NOBODY), within=20)
    await call.ended(within=20)
    again = await replayed(acme)
    assert again["departure"] is None
    assert [each["step"] for each in again["story"]["path"]] == ["menu", "sales", "nobody", "end"]
    other = steps(
        "menu",
        menu=step(
            "menu", {"prompt": {"text": WELCOME}, "keys": ["1"]}, key_1="end", no_key="end", wrong_key="end"
        ),
        end=say(ACCOUNTS, done="bye"),
        bye=step("hang_up"),
    )
    await acme.publish(scenario, other)
    elsewhere = (await replayed(acme, "2"))["departure"]
    assert (elsewhere["place"], elsewhere["was"]["step"], elsewhere["now"]["step"]) == (1, "sales", "end")
