"""A demo company to try everything with: made once, only read again afterwards."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.accounts.open_account import open_account
from palabre.features.accounts.schemas import AccountNew, OwnerNew
from palabre.features.extensions.devices import add_device
from palabre.features.extensions.models import Device, Extension
from palabre.features.extensions.schemas import DeviceNew, ExtensionNew
from palabre.features.extensions.subscribers import add_extension
from palabre.features.greetings.keep import add_greeting
from palabre.features.greetings.models import Greeting
from palabre.features.hours.models import Schedule
from palabre.features.numbers import allot
from palabre.features.numbers.own import add_number
from palabre.features.numbers.schemas import NumberNew
from palabre.features.users.people import add_user
from palabre.features.users.schemas import UserNew
from palabre.features.voicemail.boxes import add_mailbox
from palabre.features.voicemail.schemas import MailboxNew
from palabre.kit.bus import PostgresBus
from palabre.kit.database_address import Address
from palabre.kit.db import Database, changed
from palabre.kit.rows import save
from palabre.routing.models import Scenario, ScenarioVersion
from palabre.settings import Settings

LABEL = "demo"
NUMBER = "+2252720001000"
PEOPLE = {"101": "Awa Koné", "102": "Yao Kouassi", "103": "Accueil"}
MAILBOX, MENU = "500", "400"
WELCOME = (
    "Bonjour et bienvenue. Pour le service commercial, tapez 1. Pour le support, tapez 2. "
    "Pour laisser un message, tapez 3. Vous pouvez aussi composer le numéro de votre correspondant."
)


@dataclass(frozen=True)
class DemoLogin:
    """How a person of the demo company logs in to the portal."""

    email: str
    password: str


@dataclass(frozen=True)
class DemoPhone:
    """What to type into a phone."""

    username: str
    secret: str
    name: str


@dataclass(frozen=True)
class Company:
    """What a newcomer needs to try the demo company; `to_dial` pairs what is dialled with what it reaches."""

    domain: str
    sip_host: str
    logins: list[DemoLogin]
    phones: list[DemoPhone]
    to_dial: list[tuple[str, str]]


async def demo(where: Address, settings: Settings) -> Company:
    """The demo company, made when it does not exist yet."""
    domain = f"{LABEL}.{settings.base_domain}"
    logins = _logins(settings.home / "demo-logins.json", domain)
    async with PostgresBus(where) as bus, Database(where, bus) as db:
        account = await _account(db, settings, logins)
        async with db.session(account) as session:
            if (await session.scalars(select(Extension).limit(1))).first() is None:
                await _furnish(session, settings, logins[1])
        async with db.session(account) as session:
            devices = await session.scalars(select(Device).order_by(Device.endpoint))
            phones = [DemoPhone(each.username, each.secret, each.name) for each in devices]
    host = settings.external_address or settings.sip_address.replace("0.0.0.0", "127.0.0.1")
    to_dial = [*PEOPLE.items(), (MAILBOX, "messagerie · voicemail"), (MENU, "menu")]
    return Company(domain, host, logins, phones, [*to_dial, (NUMBER, "de l'extérieur · from outside")])


def _logins(file: Path, domain: str) -> list[DemoLogin]:
    """The logins of this installation: random, and remembered beside the data."""
    if file.exists():
        return [DemoLogin(**each) for each in json.loads(file.read_text())]
    made = [DemoLogin(f"{who}@{domain}", secrets.token_urlsafe(9)) for who in ("admin", "awa")]
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as opened:
        json.dump([asdict(each) for each in made], opened)
    return made


async def _account(db: Database, settings: Settings, logins: list[DemoLogin]) -> UUID:
    async with db.door() as door:
        find = "select id from door.accounts() where domain = $1"
        found: UUID | None = await door.fetchval(find, f"{LABEL}.{settings.base_domain}")
    if found:
        return found
    owner = OwnerNew(**asdict(logins[0]), name="Administrateur")
    new = AccountNew(name="Société Démo", label=LABEL, owner=owner)
    account, _ = await open_account(db, new, settings.base_domain)
    return account.id


async def _furnish(session: AsyncSession, settings: Settings, employee: DemoLogin) -> None:
    people: dict[str, UUID] = {}
    for digits, name in PEOPLE.items():
        extension = await add_extension(session, ExtensionNew(number=digits, name=name, ring_seconds=20))
        await add_device(session, extension.id, DeviceNew(name=name))
        people[digits] = extension.id
    person = UserNew(**asdict(employee), name=PEOPLE["101"], extension_id=people["101"])
    await add_user(session, person)
    mailbox = await add_mailbox(session, MailboxNew(name="Messagerie", number=MAILBOX))
    week = [{"days": [1, 2, 3, 4, 5, 6, 7], "start": "00:00", "end": "00:00"}]
    schedule = Schedule(name="Heures d'ouverture", index=1, periods=week)
    greeting = Greeting(name="Accueil", language="fr", source="text", text=WELCOME, speed=1)
    session.add(schedule)
    await add_greeting(session, greeting, settings.home)
    document = menu(schedule.id, greeting.id, people, mailbox.id)
    scenario = await publish(session, "Menu d'accueil", document)
    await allot(session, MENU, "scenario", scenario.id)
    await add_number(session, NumberNew(e164=NUMBER, name="Standard", scenario_id=scenario.id))


async def publish(session: AsyncSession, name: str, document: dict[str, Any]) -> Scenario:
    """Keep a scenario whose first version is in force."""
    scenario = Scenario(name=name, draft=document, published_version=1)
    session.add(scenario)
    await save(session)
    session.add(ScenarioVersion(scenario_id=scenario.id, version=1, document=document))
    changed(session)
    return scenario


def menu(schedule: UUID, greeting: UUID, people: dict[str, UUID], mailbox: UUID) -> dict[str, Any]:
    """In working hours a menu with three keys and direct dialling, else the mailbox."""
    keys = {"1": "sales", "2": "support", "3": "message", "no_key": "reception", "wrong_key": "reception"}
    choose = {"prompt": {"greeting": str(greeting)}, "keys": ["1", "2", "3"], "direct_dialling": True}
    steps = {
        "hours": _step("hours", {"schedule": str(schedule)}, {"open": "menu", "closed": "message"}),
        "menu": _step("menu", choose, keys),
        "message": _step("voicemail", {"mailbox": str(mailbox)}, {"done": "end"}),
        "end": _step("hang_up", {}, {}),
    }
    for name, digits in (("sales", "101"), ("support", "102"), ("reception", "103")):
        missed = dict.fromkeys(("busy", "no_answer", "unavailable"), "message")
        steps[name] = _step("dial_extension", {"extension": str(people[digits])}, missed)
    return {"start": "hours", "steps": steps}


def _step(kind: str, fields: dict[str, Any], exits: dict[str, str]) -> dict[str, Any]:
    return {"type": kind, "fields": fields, "exits": exits}
