"""Calls that talk to the world outside: web servers of the company, its webhooks, text messages."""

import asyncio
import base64
import hashlib
import hmac
import json
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.phone.company import Company, Json, say, step, steps
from tests.phone.kit.call import Call
from tests.phone.kit.carrier import Carrier
from tests.phone.web_server import Asked, WebServer, free_port

CALLER = "+2250700000001"
GOLD = "Bonjour, vous êtes client privilégié, nous vous passons votre conseiller tout de suite."
PLAIN = "Bienvenue, composez votre numéro de dossier quand vous entendrez le signal sonore."
FAILED = "Notre service est en panne, merci de rappeler un peu plus tard dans la journée."
LATE = "Le fichier des clients ne répond pas assez vite, nous continuons sans lui."
WAIT = "Un instant, nous cherchons votre dossier dans nos fichiers, ne quittez pas."


def branching(url: str, **fields: object) -> Json:
    """Ask who calls, and say something else to good customers."""
    ask = {"url": url, "takes": [{"path": "customer.level", "variable": "level"}], **fields}
    good = {"variable": "level", "compare": "=", "value": "gold"}
    return steps(
        "hello",
        hello=say("Allô.", done="ask"),
        ask=step("http_request", ask, done="good", timeout="late", failed="broken"),
        good=step("condition", good, yes="gold", no="plain"),
        gold=say(GOLD, done="end"),
        plain=say(PLAIN, done="end"),
        late=say(LATE, done="end"),
        broken=say(FAILED, done="end"),
        end=step("hang_up"),
    )


async def caller_in(acme: Company, document: Json) -> Call:
    """A call from outside that goes through a scenario."""
    number = await acme.number(await acme.scenario(document))
    carrier = await acme.carrier()
    call = await carrier.dial(number, CALLER, "Client")
    await call.answered()
    return call


def fact(story: Json, kind: str) -> Json:
    """What the first fact of a kind says."""
    found: Json = next(each["data"] for each in story["facts"] if each["kind"] == kind)
    return found


async def test_the_answer_of_a_web_server_decides_what_the_caller_hears(acme: Company) -> None:
    def says(asked: Asked) -> tuple[int, Json]:
        return 200, {"customer": {"level": "gold" if "0700000001" in asked.path else "none"}}

    with WebServer(says) as server:
        call = await caller_in(acme, branching(server.url + "/who?number={{num_a}}"))
        await call.hears(await acme.spoken(GOLD))
        await call.ended(within=15)
        assert (await server.next()).path == "/who?number=%2B2250700000001"
    asked = fact(await acme.last_call(), "http_asked")
    assert (asked["host"], asked["status"], asked["set"]) == ("127.0.0.1", 200, ["level"])


async def test_an_address_inside_the_machine_is_refused(acme: Company) -> None:
    """`localhost` is not the one host that the tests' Palabre allows."""
    with WebServer() as server:
        call = await caller_in(acme, branching(f"http://localhost:{server.port}/"))
        await call.hears(await acme.spoken(FAILED))
        await call.ended(within=15)
        assert server.asked.empty()
    assert fact(await acme.last_call(), "failed")["code"] == "address_forbidden"


async def test_who_waits_for_a_slow_server_hears_something(acme: Company) -> None:
    held = threading.Event()

    def says(_: Asked) -> tuple[int, Json]:
        held.wait(30)
        return 200, {}

    with WebServer(says) as server:
        document = branching(server.url, seconds=8, music={"text": WAIT})
        call = await caller_in(acme, document)
        await call.hears(await acme.spoken(WAIT), within=10)
        held.set()
        await call.hears(await acme.spoken(PLAIN))
        await call.ended(within=15)


async def test_a_server_that_never_answers_is_left_alone(acme: Company) -> None:
    held = threading.Event()

    def says(_: Asked) -> tuple[int, Json]:
        held.wait(30)
        return 200, {}

    with WebServer(says) as server:
        call = await caller_in(acme, branching(server.url, seconds=2))
        await call.hears(await acme.spoken(LATE), within=10)
        await call.ended(within=15)
        held.set()


async def test_the_responsible_person_rings(acme: Company) -> None:
    (desk,) = await acme.staff("101")
    missed = dict.fromkeys(("busy", "no_answer", "unavailable", "unknown"), "end")
    with WebServer(lambda _: (200, {"owner": 101})) as server:
        takes = [{"path": "owner", "variable": "owner"}]
        document = steps(
            "ask",
            ask=step("http_request", {"url": server.url, "takes": takes}, done="ring", timeout="end"),
            ring=step("responsible", {"variable": "owner", "seconds": 20}, **missed),
            end=step("hang_up"),
        )
        number = await acme.number(await acme.scenario(document))
        carrier = await acme.carrier()
        call = await carrier.dial(number, CALLER)
        incoming = await desk.incoming()
        assert incoming.caller.number == CALLER
        await incoming.answer()
        await call.talks_with(incoming)
        await call.hang_up()
        await incoming.ended()


def telling(first: str, second: str = "bye") -> Json:
    """Emit one event or two, then say goodbye."""
    told = {"name": first, "variables": ["num_a", "caller_name"]}
    more = {} if second == "bye" else {second: step("event", {"name": second}, done="bye")}
    tell = step("event", told, done=second)
    return steps("tell", tell=tell, bye=say(PLAIN, done="end"), end=step("hang_up"), **more)


def is_signed(asked: Asked, secret: str) -> bool:
    """As a receiver checks it (standardwebhooks.com)."""
    content = f"{asked.headers['webhook-id']}.{asked.headers['webhook-timestamp']}.{asked.body}"
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signature = base64.b64encode(hmac.new(key, content.encode(), hashlib.sha256).digest()).decode()
    return asked.headers["webhook-signature"] == f"v1,{signature}"


def names(asked: list[Asked]) -> list[str]:
    return [json.loads(each.body)["data"]["name"] for each in asked]


async def test_an_event_of_a_scenario_reaches_the_companys_webhook(acme: Company) -> None:
    with WebServer() as server:
        webhook = await acme.post("/webhooks", name="Boutique", url=f"{server.url}/hook")
        call = await caller_in(acme, telling("client.appelle"))
        asked = await server.next()
        await call.hang_up()
    assert is_signed(asked, webhook["secret"])
    body = json.loads(asked.body)
    assert body["data"] == {
        "name": "client.appelle",
        "variables": {"num_a": CALLER, "caller_name": "Client"},
    }
    assert body["call"] == (await acme.last_call())["id"]


async def test_events_wait_for_a_receiver_that_is_down(acme: Company) -> None:
    port = free_port()
    webhook = await acme.post("/webhooks", name="Boutique", url=f"http://127.0.0.1:{port}/")
    call = await caller_in(acme, telling("premier", "second"))
    await call.hang_up()
    await _resting(acme, webhook)
    with WebServer(port=port) as server:
        heard = [await server.next(within=30) for _ in range(2)]
    assert names(heard) == ["premier", "second"]
    assert all(is_signed(each, webhook["secret"]) for each in heard)


async def _resting(acme: Company, webhook: dict[str, Any]) -> None:
    for _ in range(100):
        if (await acme.get(f"/webhooks/{webhook['id']}"))["rests_until"]:
            return
        await asyncio.sleep(0.1)
    raise AssertionError("nobody has tried to reach the receiver")


async def test_an_event_is_not_lost_when_its_sender_is_killed(acme: Company) -> None:
    held = threading.Event()

    def says(_: Asked) -> tuple[int, Json]:
        held.wait(30)
        return 200, {}

    with WebServer(says) as server:
        await acme.post("/webhooks", name="Boutique", url=server.url)
        call = await caller_in(acme, telling("important"))
        first = await server.next()
        acme.stack.kill("palabre jobs")
        held.set()
        again = await server.next(within=30)
        await call.hang_up()
    assert first.headers["webhook-id"] == again.headers["webhook-id"]
    assert first.body == again.body


async def test_a_text_message_thanks_the_caller(acme: Company) -> None:
    text = "Merci {{caller_name}} de votre appel — à bientôt."
    template = await acme.post("/sms-templates", name="Merci", sender="Dupont", text=text)
    send = step("sms", {"template": template["id"]}, done="bye")
    document = steps("send", send=send, bye=say(PLAIN, done="end"), end=step("hang_up"))
    call = await caller_in(acme, document)
    await call.hang_up()
    message = await _sent(acme, "Merci Client de votre appel — à bientôt.")
    assert (message["recipient"], message["provider"]) == (CALLER, "outbox")
    assert (message["encoding"], message["parts"]) == ("ucs2", 1)


async def test_what_a_call_sends_while_the_database_is_away_goes_out_afterwards(acme: Company) -> None:
    text = "Merci de votre appel, {{caller_name}}."
    template = await acme.post("/sms-templates", name="Merci", sender="Dupont", text=text)
    told = step("event", {"name": "client.appelle", "variables": ["caller_name"]}, done="send")
    send = step("sms", {"template": template["id"]}, done="bye")
    document = steps("tell", tell=told, send=send, bye=say(PLAIN, done="end"), end=step("hang_up"))
    with WebServer() as server:
        await acme.post("/webhooks", name="Boutique", url=server.url)
        number = await acme.number(await acme.scenario(document))
        carrier = await acme.carrier()
        await _call(acme, carrier, number, "avant")
        assert callers([await server.next()]) == ["avant"]
        with database_away(acme):
            await _call(acme, carrier, number, "pendant")
            assert server.asked.empty()
        assert callers([await server.next(within=30)]) == ["pendant"]
        assert server.asked.empty()
    await _sent(acme, "Merci de votre appel, pendant.")


async def _call(acme: Company, carrier: Carrier, number: str, name: str) -> None:
    call = await carrier.dial(number, CALLER, name)
    await call.hears(await acme.spoken(PLAIN))
    await call.hang_up()


def callers(asked: list[Asked]) -> list[str]:
    return [json.loads(each.body)["data"]["variables"]["caller_name"] for each in asked]


@contextmanager
def database_away(acme: Company) -> Iterator[None]:
    """Nothing of the database moves."""
    server = acme.stack.child("postgres")
    everything = [*server.children(recursive=True), server]
    for each in reversed(everything):
        each.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        for each in everything:
            each.send_signal(signal.SIGCONT)


async def _sent(acme: Company, text: str) -> dict[str, Any]:
    for _ in range(100):
        for message in (await acme.get("/sms", state="sent"))["items"]:
            if message["text"] == text:
                found: dict[str, Any] = message
                return found
        await asyncio.sleep(0.1)
    raise AssertionError("no text message was sent")
