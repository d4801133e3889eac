"""Calls outside as carriers and callers live through them: numbers shown, permissions, money, emergencies."""

from typing import Any, Literal

from palabre.calls import spoken
from palabre.features.accounts import COMPANY_UNREACHABLE, SERVICE_SUSPENDED, set_state
from palabre.features.extensions.spoken import NUMBER_TO_CALL, YOUR_PIN, YOUR_SHORT_NUMBER
from palabre.features.outbound.spoken import MONEY_LOW, PREFIX_UNKNOWN
from palabre.kit.bus import PostgresBus
from palabre.kit.db import Database
from tests.phone.company import Company, kinds, step, steps
from tests.phone.kit.carrier import Carrier, asserted, dialled
from tests.phone.kit.phone import Phone

ABROAD = "+33142000000"


async def changed(acme: Company, path: str, **body: Any) -> None:
    """A rule or setting that is in force for the next call."""
    send = acme.api.patch if path.endswith("settings") or path.startswith("/numbers") else acme.api.put
    answer = await send(path, json=body)
    assert answer.is_success, answer.text
    await acme.settled()


async def seen(carrier: Carrier, phone: Phone, digits: str) -> tuple[str, str | None]:
    """What the carrier is called with, and the number it is shown; the call is given up."""
    call = await phone.dial(digits)
    incoming = await carrier.incoming()
    shown = asserted(incoming)
    await call.hang_up()
    await incoming.ended()
    return dialled(incoming), shown.number if shown else None


async def test_which_number_the_carrier_sees(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    first, second = await acme.number(None), await acme.number(None)
    made = await acme.post("/numbers", e164=f"+331400{acme.serial:05}", name="Paris")
    numbers = {each["e164"]: each["id"] for each in (await acme.get("/numbers"))["items"]}
    carrier = await acme.carrier(number_format="national", dial_prefix="9")
    await changed(acme, f"/numbers/{numbers[second]}", prefix=7)
    assert await seen(carrier, anna, ABROAD) == ("90033142000000", first)
    assert await seen(carrier, anna, f"7*{ABROAD}") == ("90033142000000", second)
    await changed(acme, f"/numbers/{made['id']}", by_region=True)
    await changed(acme, f"/extensions/{acme.extensions['101']}/outbound", choice="region")
    assert await seen(carrier, anna, ABROAD) == ("90033142000000", made["e164"])
    sales = await acme.post("/extension-groups", name="Ventes", outgoing_number_id=numbers[second])
    own = {"group_id": sales["id"]}
    assert (await acme.api.patch(f"/extensions/{acme.extensions['101']}", json=own)).is_success
    await acme.settled()
    assert await seen(carrier, anna, "0707070707") == ("90707070707", second)
    refused = await anna.dial(f"8*{ABROAD}")
    await refused.hears(await acme.sentence(PREFIX_UNKNOWN))
    await refused.ended(within=10)


async def test_a_colleague_who_calls_in_shows_the_number_of_his_group(acme: Company) -> None:
    await acme.extension("101")
    asks = steps("asks", asks=step("call_in", refused="bye"), bye=step("hang_up"))
    first = await acme.number(await acme.scenario(asks))
    second = await acme.number(None)
    numbers = {each["e164"]: each["id"] for each in (await acme.get("/numbers"))["items"]}
    sales = await acme.post("/extension-groups", name="Ventes", outgoing_number_id=numbers[second])
    own = {"group_id": sales["id"], "pin": "4711"}
    assert (await acme.api.patch(f"/extensions/{acme.extensions['101']}", json=own)).is_success
    await acme.settled()
    carrier = await acme.carrier()
    call = await carrier.dial(first, "+2250102030405")
    for sentence, keys in ((YOUR_SHORT_NUMBER, "101#"), (YOUR_PIN, "4711#"), (NUMBER_TO_CALL, "0707070707#")):
        await call.hears(await acme.sentence(sentence), at_least=1.0)
        await call.press(keys)
    incoming = await carrier.incoming()
    shown = asserted(incoming)
    assert (dialled(incoming), shown and shown.number) == ("+2250707070707", second)
    await incoming.answer()
    await call.talks_with(incoming)
    await call.hang_up()
    await incoming.ended()


async def test_a_withheld_number_is_for_the_carrier_only(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    number = await acme.number(None)
    carrier = await acme.carrier()
    call = await anna.dial(f"*31*{ABROAD}")
    incoming = await carrier.incoming()
    shown = asserted(incoming)
    assert shown is not None
    assert (dialled(incoming), shown.number) == (ABROAD, number)
    assert incoming.headers.get("privacy") == "id"
    sender = incoming.headers.address("from")
    assert sender is not None
    assert (sender.name, sender.number) == ("Anonymous", "anonymous")
    await incoming.answer()
    await call.answered()
    await call.talks_with(incoming)
    await call.hang_up()


async def test_a_program_says_which_number_is_shown(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    await acme.number(None)
    second = await acme.number(None)
    carrier = await acme.carrier()
    wrong = await acme.api.post("/calls", json={"from": "101", "to": ABROAD, "shown": "+2252799999999"})
    assert wrong.json()["error"]["code"] == "number_not_showable"
    await acme.post("/calls", **{"from": "101", "to": ABROAD, "shown": second})
    ringing = await anna.incoming()
    await ringing.answer()
    incoming = await carrier.incoming()
    shown = asserted(incoming)
    assert shown is not None
    assert shown.number == second
    await ringing.hang_up()


async def test_who_may_not_call_is_told_so_but_reaches_help(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    number = await acme.number(None)
    broken = await acme.carrier(position=1)
    await broken.refuse_with(404)
    carrier = await acme.carrier(position=2)
    nothing = {"permission": "none", "daily_limit": "0", "withheld": True}
    await changed(acme, f"/extensions/{acme.extensions['101']}/outbound", **nothing)
    refused = await anna.dial(ABROAD)
    await refused.hears(await acme.sentence(spoken.NOT_ALLOWED))
    await refused.ended(within=10)
    for digits in ("180", "7*180"):
        call = await anna.dial(digits)
        incoming = await carrier.incoming()
        shown = asserted(incoming)
        assert (dialled(incoming), shown and shown.number) == ("180", number)
        await incoming.answer()
        await call.answered()
        await call.talks_with(incoming)
        await call.hang_up()
        await incoming.ended()
        await become(acme, "suspended")
    refused = await anna.dial("0707070707")
    await refused.hears(await acme.sentence(SERVICE_SUSPENDED))
    await refused.ended(within=10)
    outside = await carrier.dial(number, ABROAD)
    await outside.hears(await acme.sentence(COMPANY_UNREACHABLE))
    await outside.ended(within=10)
    again = await acme.api.post("/calls", json={"from": "101", "to": ABROAD})
    assert again.json()["error"]["code"] == "account_suspended"
    assert (await acme.get("/me"))["account"]["state"] == "suspended"


async def become(acme: Company, state: Literal["active", "suspended"]) -> None:
    """The operator's word."""
    async with PostgresBus(acme.stack.address) as bus, Database(acme.stack.address, bus) as db:
        await set_state(db, acme.domain, state)
    await acme.settled()


async def test_a_call_ends_when_the_money_is_spent(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    await acme.number(None)
    carrier = await acme.carrier()
    price = {"per_minute": "60", "first_seconds": 1, "step_seconds": 1}
    await acme.post("/outbound/rates", prefix="33", name="France", **price)
    await changed(acme, f"/extensions/{acme.extensions['101']}/outbound", daily_limit="12")
    call = await anna.dial(ABROAD)
    incoming = await carrier.incoming()
    await incoming.answer()
    await call.answered()
    await call.hears(await acme.sentence(MONEY_LOW))
    await call.ended(within=20)
    await incoming.ended()
    story = await acme.last_call()
    assert {"money_low", "money_spent", "paid_talk_ended"} <= set(kinds(story))
    spending = await acme.get("/outbound/spending")
    assert 9 <= float(spending["today"]) <= 12
    again = await acme.post("/outbound/explain", **{"from": "101", "to": ABROAD})
    assert (again["allowed"], again["refusal"]["code"]) == (False, "spending_limit")


async def test_who_calls_back_reaches_whoever_had_called(acme: Company) -> None:
    anna, reception = await acme.staff("101", "102")
    number = await acme.number(await acme.scenario(acme.ring("102")))
    carrier = await acme.carrier()
    await changed(acme, "/outbound/settings", call_back_hours=2)
    assert await seen(carrier, anna, ABROAD) == (ABROAD, number)
    back = await carrier.dial(number, ABROAD)
    ringing = await anna.incoming()
    await ringing.answer()
    await back.talks_with(ringing)
    await back.hang_up()
    await ringing.ended()
    later = await carrier.dial(number, ABROAD)
    await reception.incoming()
    await later.hang_up()
