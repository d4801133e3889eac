"""A company on a running Palabre, set up through the API as an office manager would."""

import asyncio
import itertools
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx

from palabre.calls.control import ask
from palabre.calls.spoken import Sentence
from palabre.config_news import in_force
from palabre.kit.bus import PostgresBus
from palabre.kit.errors import Language
from palabre.kit.speak import speak
from tests.phone.kit.carrier import Carrier
from tests.phone.kit.phone import Login, Phone, Phones
from tests.phone.stack import Stack

_names = itertools.count(1)
_serials = itertools.count(1)
Json = dict[str, Any]


def steps(start: str, **nodes: Json) -> Json:
    """A scenario document: `steps("hello", hello=step("greeting", …, done="menu"), …)`."""
    return {"start": start, "steps": nodes}


def step(kind: str, fields: Json | None = None, **exits: str) -> Json:
    """One step of a document, with its arrows; an exit that begins with a digit is written `key_1`."""
    arrows = {name.removeprefix("key_"): target for name, target in exits.items() if name != "no_key"}
    if "no_key" in exits:
        arrows["no_key"] = exits["no_key"]
    return {"type": kind, "fields": fields or {}, "exits": arrows}


def say(text: str, done: str) -> Json:
    """A greeting step."""
    return step("greeting", {"prompt": {"text": text}}, done=done)


@dataclass
class Company:
    """One account: its API, its phones, its carrier."""

    stack: Stack
    phones: Phones
    api: httpx.AsyncClient
    account: UUID
    domain: str
    serial: int
    logins: dict[str, list[Login]] = field(default_factory=dict)
    extensions: dict[str, str] = field(default_factory=dict)

    async def post(self, path: str, **body: Any) -> Json:
        """Create something; its JSON."""
        answer = await self.api.post(path, json=body)
        assert answer.is_success, answer.text
        made: Json = answer.json() if answer.content else {}
        return made

    async def get(self, path: str, **query: Any) -> Any:
        """Read something."""
        answer = await self.api.get(path, params=query)
        assert answer.is_success, answer.text
        return answer.json()

    async def extension(self, digits: str, devices: int = 1, **more: Any) -> str:
        """An extension with phones to plug in; its id."""
        made = await self.post("/extensions", name=f"Poste {digits}", number=digits, **more)
        self.extensions[digits] = made["id"]
        self.logins[digits] = []
        for _ in range(devices):
            device = await self.post(f"/extensions/{made['id']}/devices", name="test")
            login = Login(device["username"], self.domain, device["secret"], self.stack.sip)
            self.logins[digits].append(login)
        await self.settled()
        return str(made["id"])

    async def settled(self) -> None:
        """Calls go by everything that was changed."""
        async with PostgresBus(self.stack.address) as bus:
            await in_force(bus, self.account)

    async def phone(self, digits: str, device: int = 0, asks: bool = False) -> Phone:
        """Plug in a phone of an extension; one that `asks` subscribes to its lamp."""
        return await self.phones.register(replace(self.logins[digits][device], asks=asks))

    async def staff(self, *digits: str) -> list[Phone]:
        """Extensions, each with one registered phone."""
        for each in digits:
            await self.extension(each)
        return [await self.phone(each) for each in digits]

    async def scenario(self, document: Json, name: str = "Accueil") -> str:
        """A published scenario; its id."""
        made = await self.post("/scenarios", name=f"{name} {next(_names)}")
        await self.publish(made["id"], document)
        return str(made["id"])

    async def publish(self, scenario: str, document: Json) -> None:
        """A new version of a scenario."""
        saved = await self.api.put(f"/scenarios/{scenario}/draft", json=document)
        assert saved.is_success, saved.text
        await self.post(f"/scenarios/{scenario}/publish")
        await self.settled()

    async def number(self, scenario: str | None) -> str:
        """A public number that leads to a scenario."""
        e164 = f"+22527{os.getpid() % 10000:04}{next(_names):04}"
        await self.post("/numbers", e164=e164, name="Accueil", scenario_id=scenario)
        await self.settled()
        return e164

    def address(self, position: int) -> str:
        """A loopback address of this company's own: no two trunks may share one."""
        first, second = divmod(self.serial, 250)
        return f"127.{20 + 10 * self.stack.number + first}.{second}.{position + 2}"

    async def carrier(self, position: int = 0, **more: Any) -> Carrier:
        """A carrier known by its address, and the trunk to it."""
        address = self.address(position)
        carrier = await Carrier.open(self.phones, self.stack.sip, address=address)
        host, _, port = carrier.address.rpartition(":")
        trunk = {
            "kind": "address",
            "host": host,
            "port": int(port),
            "addresses": [host],
            "position": position,
        }
        await self.post("/trunks", name=f"Opérateur {address}", **trunk, **more)
        await self.settled()
        return carrier

    async def last_call(self) -> Json:
        """The newest call of the history, with its facts, once it has been written."""
        for _ in range(60):
            calls = (await self.get("/calls"))["items"]
            if calls:
                whole: Json = await self.get(f"/calls/{calls[0]['id']}")
                return whole
            await asyncio.sleep(0.1)
        raise AssertionError("no call in the history")

    def ring(self, digits: str) -> Json:
        """A scenario that rings an extension and ends."""
        missed = {each: "end" for each in ("busy", "no_answer", "unavailable")}
        ring = step("dial_extension", {"extension": self.extensions[digits]}, **missed)
        return steps("ring", ring=ring, end=step("hang_up"))

    async def calls_are_back(self) -> None:
        """The call process answers again."""
        for _ in range(60):
            answer = await self.api.delete(f"/calls/{UUID(int=0)}")
            if answer.status_code == 404:
                return
            await asyncio.sleep(0.2)
        raise AssertionError("the call process does not come back")

    async def move_clock(self, at: str | None) -> None:
        """Set the time of day of the calls, or set it right again."""
        async with PostgresBus(self.stack.address) as bus:
            to = at or datetime.now(UTC).isoformat()
            await ask(bus, self.account, "move_clock", to=to)

    async def calls(self, count: int) -> list[Json]:
        """The history, once it holds so many calls."""
        for _ in range(100):
            items: list[Json] = (await self.get("/calls"))["items"]
            if len(items) >= count:
                return items
            await asyncio.sleep(0.1)
        raise AssertionError(f"only {len(items)} calls in the history")

    async def nothing_left(self) -> None:
        """No call of the company is in progress any more."""
        for _ in range(100):
            if not (await self.get("/calls/live"))["items"]:
                return
            await asyncio.sleep(0.1)
        raise AssertionError("calls are left over")

    async def spoken(self, text: str, language: Language = "fr") -> Path:
        """The sound of a text, as callers of this Palabre hear it."""
        return await speak(text, language, self.stack.spoken)

    async def sentence(self, sentence: Sentence, language: Language = "fr") -> Path:
        """The sound of one of Palabre's own sentences."""
        return await self.spoken(sentence.text(language), language)


@asynccontextmanager
async def company(stack: Stack, phones: Phones, **more: Any) -> AsyncIterator[Company]:
    """A new account with its owner logged in."""
    serial = next(_serials)
    name = f"t{os.getpid()}x{serial}"
    owner = {"email": f"{name}@example.com", "name": "Awa Koné", "password": "correct horse battery"}
    async with httpx.AsyncClient(base_url=stack.api, timeout=30, verify=False) as api:
        made = await api.post(
            "/accounts",
            json={"name": name, "label": name, "owner": owner, **more},
            headers={"Authorization": f"Bearer {stack.operator_token}"},
        )
        assert made.is_success, made.text
        session = await api.post("/session", json={"email": owner["email"], "password": owner["password"]})
        assert session.is_success, session.text
        api.headers["Authorization"] = f"Bearer {session.json()['token']}"
        yield Company(stack, phones, api, UUID(made.json()["id"]), made.json()["domain"], serial)


def kinds(call: Json) -> list[str]:
    """The kinds of a call's facts, in order."""
    return [each["kind"] for each in call["facts"]]
