"""Callers whom a scenario leads on: elsewhere, by branches and days, into rooms, to an end with a cause."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from palabre.calls import spoken
from tests.phone.company import Company, Json, say, step, steps
from tests.phone.kit.call import Call
from tests.phone.web_server import Asked, WebServer

CALLER, ABROAD = "+2250700000001", "+33140000000"
WELCOME = "Bienvenue chez Dupont et fils, un conseiller va vous répondre dans un instant."
FIRST = "Vous êtes dans la première partie de notre maison, celle de la quincaillerie générale."
SECOND = "Vous voici maintenant dans la seconde partie, celle des outils et des machines."
THIRD = "Nous ne savons pas encore très bien qui vous êtes, merci de patienter un peu."
CODE = "Veuillez taper votre numéro de dossier, puis la touche dièse."
SOON = 12


async def calls(acme: Company, document: Json, caller: str = CALLER) -> Call:
    """A call from outside into a scenario of its own."""
    number = await acme.number(await acme.scenario(document))
    return await (await acme.carrier()).dial(number, caller)


def words(start: str, **nodes: Json) -> Json:
    """A scenario whose branches are the three texts."""
    texts = {
        "first": say(FIRST, done="end"),
        "second": say(SECOND, done="end"),
        "third": say(THIRD, done="end"),
    }
    used = {target for node in nodes.values() for target in node["exits"].values()}
    texts = {name: node for name, node in texts.items() if name in used}
    return steps(start, **nodes, **texts, end=step("hang_up"))


async def test_on_into_another_scenario(acme: Company) -> None:
    other = await acme.scenario(words("say", say=say(SECOND, done="end")), name="Outils")
    document = steps("hello", hello=say(FIRST, done="go"), go=step("goto", {"scenario": other}))
    call = await calls(acme, document)
    await call.hears(await acme.spoken(FIRST), whole=True)
    await call.hears(await acme.spoken(SECOND), whole=True, within=SOON)
    await call.ended(within=10)


async def test_one_of_many_branches(acme: Company) -> None:
    branches = [
        {"name": "ici", "rules": [{"variable": "num_a", "compare": "starts_with", "value": "+225"}]},
        {"name": "ailleurs", "rules": [{"variable": "num_a", "compare": "starts_with", "value": "+33"}]},
    ]
    ways = {"ici": "first", "ailleurs": "second", "otherwise": "third"}
    number = await acme.number(
        await acme.scenario(words("who", who=step("conditions", {"branches": branches}, **ways)))
    )
    carrier = await acme.carrier()
    for caller, text in ((CALLER, FIRST), (ABROAD, SECOND), ("anonymous", THIRD)):
        call = await carrier.dial(number, caller)
        await call.hears(await acme.spoken(text))
        await call.hang_up()


async def test_each_part_of_the_day(acme: Company) -> None:
    days = [1, 2, 3, 4, 5]
    periods = [
        {"days": days, "start": "08:00", "end": "12:00", "part": "matin"},
        {"days": days, "start": "12:00", "end": "18:00"},
    ]
    schedule = await acme.post("/schedules", name="Bureau", periods=periods)
    fields = {"schedule": schedule["id"], "parts": ["matin"]}
    part = step("day_part", fields, matin="first", open="second", closed="third")
    number = await acme.number(await acme.scenario(words("part", part=part)))
    carrier = await acme.carrier()
    try:
        for hour, text in (("09:00", FIRST), ("15:00", SECOND), ("22:00", THIRD)):
            await acme.move_clock(f"2027-03-02T{hour}:00+00:00")
            call = await carrier.dial(number, CALLER)
            await call.hears(await acme.spoken(text))
            await call.hang_up()
    finally:
        await acme.move_clock(None)


async def test_opening_hours_follow_the_clock_on_the_wall(acme: Company) -> None:
    """Nine in Paris is eight in winter, and seven from the 28th of March on."""
    changed = await acme.api.patch("/account", json={"time_zone": "Europe/Paris"})
    assert changed.is_success, changed.text
    week = {"days": [1, 2, 3, 4, 5, 6, 7], "start": "09:00", "end": "18:00"}
    schedule = await acme.post("/schedules", name="Bureau", periods=[week])
    fork = step("hours", {"schedule": schedule["id"]}, open="first", closed="second")
    number = await acme.number(await acme.scenario(words("fork", fork=fork)))
    carrier = await acme.carrier()
    moments = {"27T07:30": SECOND, "27T08:30": FIRST, "28T06:30": SECOND, "28T07:30": FIRST}
    try:
        for at, text in moments.items():
            await acme.move_clock(f"2027-03-{at}:00+00:00")
            call = await carrier.dial(number, CALLER)
            await call.hears(await acme.spoken(text))
            await call.hang_up()
    finally:
        await acme.move_clock(None)


async def test_a_phone_closes_for_two_hours(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    week = {"days": [1, 2, 3, 4, 5, 6, 7], "start": "00:00", "end": "00:00"}
    schedule = await acme.post("/schedules", name="Bureau", periods=[week])
    fork = step("hours", {"schedule": schedule["id"]}, open="first", closed="second")
    number = await acme.number(await acme.scenario(words("fork", fork=fork)))
    carrier = await acme.carrier()
    closing = await anna.dial("*61*2")
    await closing.hears(await acme.spoken("Bureau : c'est fermé."), within=SOON)
    await closing.ended(within=10)
    closed_at = (await acme.get(f"/schedules/{schedule['id']}/overrides"))["items"][0]["made_at"]
    try:
        for later, text in ((1, SECOND), (119, SECOND), (121, FIRST)):
            await acme.move_clock(_later(closed_at, later))
            call = await carrier.dial(number, CALLER)
            await call.hears(await acme.spoken(text))
            await call.hang_up()
    finally:
        await acme.move_clock(None)


def _later(moment: str, minutes: int) -> str:
    return (datetime.fromisoformat(moment) + timedelta(minutes=minutes)).isoformat()


async def test_a_greeting_is_heard_on_its_days_only(acme: Company) -> None:
    usual = await acme.post("/greetings", name="Usuel", language="fr", text=FIRST)
    dates = {"valid_from": "2027-12-20", "valid_until": "2028-01-02", "fallback_id": usual["id"]}
    feast = await acme.post("/greetings", name="Fêtes", language="fr", text=SECOND, **dates)
    hello = step("greeting", {"prompt": {"greeting": feast["id"]}}, done="end")
    number = await acme.number(await acme.scenario(steps("hello", hello=hello, end=step("hang_up"))))
    carrier = await acme.carrier()
    try:
        for at, text in (
            ("2027-12-19T23:59", FIRST),
            ("2027-12-20T00:01", SECOND),
            ("2028-01-03T00:01", FIRST),
        ):
            await acme.move_clock(f"{at}:00+00:00")
            call = await carrier.dial(number, CALLER)
            await call.hears(await acme.spoken(text))
            await call.hang_up()
    finally:
        await acme.move_clock(None)


@pytest.mark.parametrize(("cause", "status"), [("busy", 486), ("rejected", 403), ("congestion", 503)])
async def test_an_end_with_a_cause(acme: Company, cause: str, status: int) -> None:
    call = await calls(acme, steps("end", end=step("hang_up", {"cause": cause})))
    assert await call.ended(within=10) == status


async def test_a_fax_line_sounds_no_fax_tone_yet_and_goes_its_way_for_failures(acme: Company) -> None:
    fax = await acme.post("/fax-lines", name="Télécopie")
    document = words("fax", fax=step("fax", {"line": fax["id"]}, received="end", failed="third"))
    call = await calls(acme, document)
    await call.hears(await acme.spoken(THIRD))
    await call.ended(within=10)


async def test_customers_meet_in_a_conference_that_scenarios_lead_to(acme: Company) -> None:
    room = await acme.post("/conferences", name="Clients", pin="4711")
    enter = step("conference", {"conference": room["id"]}, refused="third")
    number = await acme.number(await acme.scenario(words("enter", enter=enter)))
    members = []
    for position, tone in enumerate((500.0, 1130.0)):
        call = await (await acme.carrier(position)).dial(number, CALLER)
        await call.hears(await acme.sentence(spoken.ENTER_PIN), at_least=1.0)
        await call.press("4711#")
        call.play_tone(tone, level=-20)
        members.append(call)
    await members[0].hears_tone(1130.0, within=SOON)
    await members[1].hears_tone(500.0, within=SOON)
    for each in members:
        await each.hang_up()


def dialled_out_of() -> Json:
    """A menu from which any short number of the company can be dialled."""
    fields = {"prompt": {"text": WELCOME}, "direct_dialling": True, "seconds": 4}
    menu = step("menu", fields, no_key="end", wrong_key="end")
    return steps("menu", menu=menu, end=step("hang_up"))


async def test_a_queue_is_dialled_out_of_a_menu(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    await _queue(acme)
    call = await calls(acme, dialled_out_of())
    await call.hears(await acme.spoken(WELCOME), at_least=1.0)
    await call.press("800")
    incoming = await anna.incoming(SOON)
    await incoming.answer()
    await call.talks_with(incoming)
    await call.hang_up()
    await incoming.ended()


async def test_a_conference_is_dialled_out_of_a_menu(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    await acme.post("/conferences", name="Direction", number="800", announce=False)
    await acme.settled()
    inside = await anna.dial("800")
    await inside.answered()
    call = await calls(acme, dialled_out_of())
    await call.hears(await acme.spoken(WELCOME), at_least=1.0)
    await call.press("800")
    inside.play_tone(500.0, level=-20)
    call.play_tone(1130.0, level=-20)
    await call.hears_tone(500.0, within=SOON)
    await inside.hears_tone(1130.0, within=SOON)
    await call.hang_up()
    await inside.hang_up()


async def _queue(acme: Company) -> str:
    """A queue with a short number, which 101 answers; its id."""
    made = await acme.post("/queues", name="Ventes", number="800")
    agent = acme.extensions["101"]
    await acme.post("/agents", name="101", extension_id=agent)
    joined = await acme.api.put(f"/queues/{made['id']}/members/{agent}", json={"level": 0, "position": 0})
    assert joined.is_success, joined.text
    await acme.settled()
    return str(made["id"])


async def test_a_menu_behind_a_queue_waits_for_a_key(acme: Company) -> None:
    anna, bob = await acme.staff("101", "102")
    talk = await anna.dial("102")
    await (await bob.incoming()).answer()
    queue = await _queue(acme)
    fields = {"prompt": {"text": WELCOME}, "keys": ["1"], "seconds": 6}
    document = words(
        "wait",
        wait=step("queue", {"queue": queue, "exit_key": "0"}, key="menu", full="end", no_agent="end"),
        menu=step("menu", fields, key_1="first", no_key="end", wrong_key="end"),
    )
    call = await calls(acme, document)
    await call.answered()
    await call.listen(1.5)
    await call.press("0")
    await call.hears(await acme.spoken(WELCOME), whole=True, within=SOON)
    await call.listen(2.0)
    await call.press("1")
    await call.hears(await acme.spoken(FIRST))
    await call.hang_up()
    await talk.hang_up()


async def test_what_the_caller_types_is_looked_up_and_decides(acme: Company) -> None:
    def says(asked: Asked) -> tuple[int, Any]:
        return 200, {"file": {"state": "ready" if asked.path.endswith("=4711") else "unknown"}}

    with WebServer(says) as server:
        ask = {
            "url": server.url + "/file?number={{file}}",
            "takes": [{"path": "file.state", "variable": "state"}],
        }
        ready = {"variable": "state", "value": "ready"}
        typed = {"prompt": {"text": CODE}, "variable": "file", "min_digits": 3}
        document = words(
            "typed",
            typed=step("question", typed, answered="ask", not_recognised="end", no_answer="end"),
            ask=step("http_request", ask, done="ready", timeout="third", failed="third"),
            ready=step("condition", ready, yes="first", no="second"),
        )
        number = await acme.number(await acme.scenario(document))
        carrier = await acme.carrier()
        for digits, text in (("4711", FIRST), ("123", SECOND)):
            call = await carrier.dial(number, CALLER)
            await call.hears(await acme.spoken(CODE), at_least=1.0)
            await call.press(f"{digits}#")
            await call.hears(await acme.spoken(text), within=SOON)
            await call.hang_up()
