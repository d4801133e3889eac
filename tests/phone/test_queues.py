"""Callers in line, and the agents whose phones ring for them."""

import asyncio
from typing import Any

from palabre.calls import spoken
from palabre.calls.spoken import expected_wait, position_in_line
from palabre.features.queues.facts import ANSWERED, JOINED, LEFT
from tests.phone.company import Company, Json, kinds, say, step, steps
from tests.phone.kit.call import Call
from tests.phone.kit.carrier import Carrier
from tests.phone.kit.phone import Phone

CALLER = "+2250700000001"
MUSIC = "Musique d'attente de la maison Dupont, merci de patienter encore quelques instants."
NOBODY = "Personne n'est disponible pour vous répondre, nous en sommes vraiment désolés."
LEFT_BY_KEY = "Vous avez choisi de quitter la file d'attente, voici notre répondeur automatique."
RATING = "Merci de noter cet entretien sur dix à l'aide des touches de votre téléphone."


async def queue(acme: Company, *digits: str, **more: Any) -> str:
    """A queue that these extensions answer, in the order of their names; its id."""
    made = await acme.post("/queues", name="Ventes", **more)
    for place, each in enumerate(digits):
        body = {"name": each, "extension_id": acme.extensions[each]}
        await acme.api.post("/agents", json=body)
        await put(acme, made["id"], acme.extensions[each], place)
    await acme.settled()
    return str(made["id"])


async def put(acme: Company, queue: str, agent: str, place: int, level: int = 0) -> None:
    """An agent answers a queue."""
    answer = await acme.api.put(f"/queues/{queue}/members/{agent}", json={"level": level, "position": place})
    assert answer.is_success, answer.text


def waiting(queue: str, **fields: Any) -> Json:
    """A scenario that leads into a queue; each exit says something of its own."""
    ways = {"full": "nobody", "no_agent": "nobody", "timeout": "nobody", "key": "left"}
    named = {"timeout": "seconds", "key": "exit_key"}
    exits = {name: to for name, to in ways.items() if name not in named or named[name] in fields}
    nodes = {"wait": step("queue", {"queue": queue, **fields}, **exits)}
    nodes["nobody"] = say(NOBODY, done="end")
    if "key" in exits:
        nodes["left"] = say(LEFT_BY_KEY, done="end")
    return steps("wait", **nodes, end=step("hang_up"))


async def line(acme: Company, queue: str, **fields: Any) -> tuple[Carrier, str]:
    """A carrier, and a public number that leads into a queue."""
    number = await acme.number(await acme.scenario(waiting(queue, **fields)))
    return await acme.carrier(), number


async def in_line(carrier: Carrier, number: str, caller: str = CALLER) -> Call:
    """A caller who waits."""
    call = await carrier.dial(number, caller)
    await call.answered()
    return call


async def taken(phone: Phone, caller: Call, within: float = 8) -> Call:
    """An agent takes the call, and both hear each other."""
    incoming = await phone.incoming(within)
    await incoming.answer()
    await caller.talks_with(incoming)
    return incoming


async def test_a_caller_hears_music_until_an_agent_takes_the_call(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    music = await acme.post("/greetings", name="Musique", language="fr", text=MUSIC)
    carrier, number = await line(acme, await queue(acme, "101", music_id=music["id"]))
    call = await in_line(carrier, number)
    sound = await acme.spoken(MUSIC)
    incoming = await anna.incoming()
    assert incoming.caller.number == CALLER
    await call.hears(sound)
    await call.hears(sound, within=15)
    await incoming.answer()
    await call.talks_with(incoming)
    await incoming.hang_up()
    await call.ended()
    story = await acme.last_call()
    assert story["outcome"] == "answered"
    assert [each for each in kinds(story) if each in (JOINED, ANSWERED, LEFT)] == [JOINED, ANSWERED, LEFT]


async def test_who_does_not_answer_is_followed_by_the_next(acme: Company) -> None:
    anna, bob = await acme.staff("101", "102")
    carrier, number = await line(acme, await queue(acme, "101", "102", ring_seconds=5))
    call = await in_line(carrier, number)
    first = await anna.incoming()
    assert await first.ended(within=8) in (487, 0)
    incoming = await taken(bob, call)
    await call.hang_up()
    await incoming.ended()


async def test_all_phones_ring_together(acme: Company) -> None:
    anna, bob = await acme.staff("101", "102")
    carrier, number = await line(acme, await queue(acme, "101", "102", strategy="all"))
    call = await in_line(carrier, number)
    missed, incoming = await asyncio.gather(anna.incoming(), bob.incoming())
    await incoming.answer()
    await missed.ended()
    await call.talks_with(incoming)
    await call.hang_up()
    await incoming.ended()


async def test_callers_are_told_their_place_and_their_wait_and_served_in_order(acme: Company) -> None:
    """Three conversations with their rest of 110 s are known: the next caller will wait for two minutes."""
    (anna,) = await acme.staff("101")
    told = {"announce_position": True, "announce_wait": True, "announce_seconds": 15}
    ident = await queue(acme, "101", wrap_up_seconds=110, **told)
    carrier, number = await line(acme, ident)
    first = await in_line(carrier, number)
    talk = await taken(anna, first)
    second = await in_line(carrier, number, "+2250700000002")
    await second.hears(await acme.sentence(position_in_line(1)))
    third = await in_line(carrier, number, "+2250700000003")
    await third.hears(await acme.sentence(position_in_line(2)))
    await talk.hang_up()
    await rested(acme, ident, "101")
    again = await taken(anna, second)
    assert again.caller.number == "+2250700000002"
    await third.hears(await acme.sentence(position_in_line(1)), within=20)
    await again.hang_up()
    await rested(acme, ident, "101")
    last = await taken(anna, third)
    await last.hang_up()
    await asyncio.gather(first.ended(), second.ended(), third.ended())
    late = await in_line(carrier, number, "+2250700000004")
    await late.hears(await acme.sentence(expected_wait(120)))
    seen = await acme.get(f"/queues/{ident}/live")
    assert seen["estimate_seconds"] >= 220
    assert seen["estimate_error_seconds"] is not None
    await late.hang_up()


async def rested(acme: Company, queue: str, digits: str) -> None:
    """An agent's conversation is over, and he says that he needs no rest."""
    for _ in range(50):
        states = [each["state"] for each in await acme.get(f"/queues/{queue}/agents")]
        if "wrap_up" in states:
            break
        await asyncio.sleep(0.1)
    await acme.post(f"/agents/{acme.extensions[digits]}/resume")


async def test_a_message_is_repeated_and_a_key_leads_out(acme: Company) -> None:
    anna, bob = await acme.staff("101", "102")
    busy = await anna.dial("102")
    await (await bob.incoming()).answer()
    message = await acme.post("/greetings", name="Message", language="fr", text=MUSIC)
    said = {"message_id": message["id"], "message_seconds": 15, "ring_seconds": 60}
    carrier, number = await line(acme, await queue(acme, "101", **said), exit_key="0")
    call = await in_line(carrier, number)
    await call.hears(await acme.spoken(MUSIC), within=20)
    await call.press("0")
    await call.hears(await acme.spoken(LEFT_BY_KEY))
    await call.ended(within=10)
    await busy.hang_up()


async def test_patience_has_an_end(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    carrier, number = await line(acme, await queue(acme, "101", ring_seconds=5), seconds=3)
    call = await in_line(carrier, number)
    incoming = await anna.incoming()
    await call.hears(await acme.spoken(NOBODY), within=6)
    await incoming.ended()
    await call.ended(within=10)


async def test_nobody_is_registered(acme: Company) -> None:
    await acme.extension("101")
    carrier, number = await line(acme, await queue(acme, "101"))
    call = await carrier.dial(number, CALLER)
    await call.hears(await acme.spoken(NOBODY), within=5)
    await call.ended(within=10)


async def test_an_agent_who_pauses_is_left_alone_until_he_resumes(acme: Company) -> None:
    anna, bob = await acme.staff("101", "102")
    ident = await queue(acme, "101", "102")
    carrier, number = await line(acme, ident)
    await acme.post(f"/agents/{acme.extensions['101']}/pause", reason="Déjeuner")
    call = await in_line(carrier, number)
    incoming = await taken(bob, call)
    await anna.stays_quiet(0.5)
    agents = {each["name"]: each for each in await acme.get(f"/queues/{ident}/agents")}
    assert (agents["101"]["state"], agents["101"]["reason"]) == ("paused", "Déjeuner")
    assert agents["102"]["state"] == "talking"
    second = await in_line(carrier, number, "+2250700000002")
    seen = await acme.get(f"/queues/{ident}/live")
    assert [each["caller"] for each in seen["callers"]] == ["+2250700000002"]
    await acme.post(f"/agents/{acme.extensions['101']}/resume")
    other = await taken(anna, second)
    await asyncio.gather(other.hang_up(), incoming.hang_up())
    await acme.calls(2)
    report, seen = await acme.get(f"/queues/{ident}/report"), await acme.get(f"/queues/{ident}/live")
    assert [seen[name] for name in ("joined", "answered", "abandoned")] == [2, 2, 0]
    assert [report[name] for name in ("joined", "answered", "abandoned")] == [2, 2, 0]


async def test_an_agent_on_a_mobile_accepts_by_a_key_and_his_mailbox_does_not(acme: Company) -> None:
    ident = await queue(acme, pause_seconds=0)
    mobile = await acme.post("/agents", name="Yao", outside_number="+2250709090909")
    await put(acme, ident, mobile["id"], 0)
    carrier, number = await line(acme, ident)
    call = await in_line(carrier, number)
    mailbox = await carrier.incoming()
    await mailbox.answer()
    mailbox.play_tone(730)
    await call.hears_nothing_of(730, during=1.5)
    await mailbox.hang_up()
    agent = await carrier.incoming()
    await agent.answer()
    await agent.hears(await acme.sentence(spoken.ACCEPT_CALL))
    await agent.press("1")
    await call.talks_with(agent)
    await agent.hang_up()
    await call.ended()


async def test_a_caller_is_called_back_in_his_turn(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    carrier, number = await line(acme, await queue(acme, "101", call_back_key="5"))
    first = await in_line(carrier, number)
    talk = await taken(anna, first)
    call = await in_line(carrier, number, "+2250700000002")
    await call.press("5")
    await call.hears(await acme.sentence(spoken.CALL_BACK_KEPT))
    await call.ended(within=10)
    later = await in_line(carrier, number, "+2250700000003")
    await carrier.phone.stays_quiet(0.5)
    await talk.hang_up()
    back = await anna.incoming()
    assert back.caller.number == "+2250700000002"
    await carrier.phone.stays_quiet(0.5)
    await back.answer()
    client = await carrier.incoming(within=10)
    await client.answer()
    await client.talks_with(back)
    await back.hang_up()
    await client.ended()
    last = await taken(anna, later)
    await last.hang_up()
    await asyncio.gather(first.ended(), later.ended())


async def test_after_the_call_the_caller_says_how_it_was(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    ask = step(
        "menu", {"prompt": {"text": RATING}, "keys": ["9"]}, key_9="end", no_key="end", wrong_key="end"
    )
    rating = await acme.scenario(steps("ask", ask=ask, end=step("hang_up")), "Note")
    carrier, number = await line(acme, await queue(acme, "101", rating_id=rating))
    call = await in_line(carrier, number)
    incoming = await taken(anna, call)
    await incoming.hang_up()
    await call.hears(await acme.spoken(RATING))
    await call.press("9")
    await call.ended()
    pressed = [
        each["data"]["key"] for each in (await acme.last_call())["facts"] if each["kind"] == "key_pressed"
    ]
    assert pressed == ["9"]


async def test_a_queue_survives_the_death_of_the_call_process(acme: Company) -> None:
    """Three wait while one talks: after a kill -9 all are in line as before, and the talking ones talk on."""
    (anna,) = await acme.staff("101")
    ident = await queue(acme, "101")
    carrier, number = await line(acme, ident)
    first = await in_line(carrier, number, "+2250700000001")
    talk = await taken(anna, first)
    callers = [await in_line(carrier, number, f"+225070000000{each}") for each in (2, 3, 4)]
    await asyncio.sleep(0.5)
    acme.stack.kill("palabre calls")
    await acme.calls_are_back()
    await first.talks_with(talk)
    seen = await acme.get(f"/queues/{ident}/live")
    assert [each["caller"][-1] for each in seen["callers"]] == ["2", "3", "4"]
    await anna.stays_quiet(1)
    await talk.hang_up()
    for place, caller in enumerate(callers, 2):
        incoming = await taken(anna, caller)
        assert incoming.caller.number == f"+225070000000{place}"
        await incoming.hang_up()
        await caller.ended()
    stories = [await acme.get(f"/calls/{each['id']}") for each in await acme.calls(4)]
    assert all("adopted" in kinds(each) and kinds(each).count(JOINED) == 1 for each in stories)
    await acme.nothing_left()
