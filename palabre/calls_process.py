"""The process that follows the calls: wiring only."""

import asyncio
import gc
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from palabre.calls import spoken
from palabre.calls.adopt import Left, adopt, living, restore
from palabre.calls.call import World
from palabre.calls.control import Command, Control
from palabre.calls.copier import Copier
from palabre.calls.directory import Account, Directory
from palabre.calls.dispatcher import Dispatcher, Wiring
from palabre.calls.facts import BESIDE_CALLS, Kind
from palabre.calls.journal import Journal, Reader
from palabre.calls.sounds import SpokenSounds
from palabre.calls.summary import Summary, fold
from palabre.calls.variables import Written, written_in
from palabre.config_news import ConfigNews
from palabre.features.monitoring.registrations import Registrations
from palabre.features.trunks.carriers import Carriers
from palabre.features.voicemail.lamps import Lamps
from palabre.kit import discover
from palabre.kit.audio import tone
from palabre.kit.bus import PostgresBus
from palabre.kit.clock import clock
from palabre.kit.database_address import address
from palabre.kit.db import Database
from palabre.kit.errors import LANGUAGES
from palabre.kit.outside import Outside
from palabre.kit.outside_http import GuardedHttp
from palabre.kit.pool import AWAY, AWAY_TOO
from palabre.kit.speak import speak
from palabre.kit.vault import Folder
from palabre.phone.asterisk import Asterisk
from palabre.phone.engine.console import Console
from palabre.phone.engine.devices import Devices
from palabre.phone.engine.rest import Rest
from palabre.phone.events import SwitchUp
from palabre.places import Places
from palabre.routing.flow import Flow
from palabre.routing.prepare import Preparing
from palabre.routing.resume import flows_of, resume
from palabre.routing.snapshot import directory as known_accounts
from palabre.routing.walk import follow
from palabre.settings import Settings

log = logging.getLogger(__name__)
PARTITIONS_SECONDS = 6 * 3600


@dataclass(frozen=True)
class Interrupted:
    """The calls that were alive when this process last stopped, and the flows they were in."""

    lefts: list[Left]
    flows: Mapping[str, Flow]
    written: Written


async def run(settings: Settings) -> None:
    """Follow calls until cancelled."""
    places = Places(settings.home)
    where = address(settings.home, settings.database_url)
    async with (
        PostgresBus(where) as bus,
        Database(where, bus, calls=True) as db,
        GuardedHttp(settings.outside_allowed, settings.external_address) as outside,
    ):
        directory = known_accounts()
        await directory.load(db.pool)
        reader = Reader(places.journal)
        lefts = living(reader.everything())
        flows, written = await flows_of(lefts, directory, db.pool), written_in(reader.everything())
        interrupted = Interrupted(lefts, flows, written)
        _spare_the_collector()
        await _live(_Parts(settings, places, bus, db, directory, outside), reader, interrupted)


def _spare_the_collector() -> None:
    """What is loaded now stays: collections need not look at it, nor come after every 700 objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@dataclass(frozen=True)
class _Parts:
    settings: Settings
    places: Places
    bus: PostgresBus
    db: Database
    directory: Directory
    outside: Outside


async def _live(parts: _Parts, reader: Reader, interrupted: Interrupted) -> None:
    copier = _copier(parts, reader)
    asterisk = _switch(parts)
    registrations = Registrations(parts.directory, parts.db.pool, asterisk.registered)
    sounds = SpokenSounds(parts.places.spoken)
    preparing = Preparing(parts.directory, sounds)
    world = _world(parts, asterisk, sounds, interrupted)
    lamps = Lamps(world, parts.directory, parts.db.pool)
    told = preparing.take, lamps.touch
    carriers = Carriers(parts.directory, asterisk)
    news = ConfigNews(parts.directory, carriers, _devices(parts), parts.db.pool, told)
    starting = [interrupted]

    def switched(up: SwitchUp) -> None:
        """Take up what was interrupted, once; tell a new switch what it must know."""
        if starting:
            _adopt_all(dispatcher, starting.pop(), up, journal)
            _wake(dispatcher, reader)
        registrations.take(up)
        news.switched()
        lamps.switched()

    journal = Journal(parts.places.journal, lambda: _living_facts(dispatcher))
    dispatcher = Dispatcher(Wiring(world, parts.directory, follow, journal, registrations.take, switched))
    try:
        async with asyncio.TaskGroup() as tasks:
            for work in (
                copier.run(),
                registrations.run(),
                news.run(parts.bus),
                Control(parts.bus, dispatcher, _commands(parts.settings)).run(),
                dispatcher.run(),
                _prepare_voice(parts.places),
                preparing.run(),
                lamps.run(parts.bus),
                _keep_partitions(parts.db),
            ):
                tasks.create_task(work)
    finally:
        journal.close()


def _copier(parts: _Parts, reader: Reader) -> Copier:
    copier = Copier(reader, parts.db.pool, _listeners(), parts.bus.publish)
    copier.summaries = _summaries(reader)
    return copier


def _devices(parts: _Parts) -> Devices:
    rest = Rest(parts.settings.switch_http_port, parts.places.switch_password())
    return Devices(Console(parts.places.control_socket), rest)


def _world(parts: _Parts, asterisk: Asterisk, sounds: SpokenSounds, interrupted: Interrupted) -> World:
    home = parts.places.home
    vault = Folder(home)
    return World(
        asterisk, sounds, clock, home, written=interrupted.written, outside=parts.outside, vault=vault
    )


def _switch(parts: _Parts) -> Asterisk:
    places = parts.places
    password = places.switch_password()
    return Asterisk.at(parts.settings.switch_http_port, password, places.recordings, places.music)


def _adopt_all(dispatcher: Dispatcher, interrupted: Interrupted, up: SwitchUp, journal: Journal) -> None:
    for left in interrupted.lefts:
        account = dispatcher.wiring.directory.accounts.get(left.facts[0].account)
        if account is None:
            log.error("call %s belongs to an account that has gone", left.facts[0].call)
            continue
        for fact in left.facts:
            journal.append(fact)
        call = restore(dispatcher.world, account, left, journal)
        target = adopt(call, left, up, lambda call, left: resume(call, left, interrupted.flows))
        dispatcher.begin(call, target)


def _wake(dispatcher: Dispatcher, reader: Reader) -> None:
    """What features keep for all calls is as it was."""
    for module in discover.modules("palabre.features", "wake"):
        module.wake(dispatcher, reader.everything())


def _living_facts(dispatcher: Dispatcher) -> list[Any]:
    logs = [session.call.log.facts for session in dispatcher.sessions.values()]
    return [fact for facts in logs if facts[-1].kind != Kind.ENDED for fact in facts]


def _summaries(reader: Reader) -> dict[UUID, Summary]:
    """The calls in the database that had not ended when this process last stopped."""
    summaries: dict[UUID, Summary] = {}
    for fact in reader.copied():
        if fact.kind.startswith(BESIDE_CALLS):
            continue
        summaries[fact.call] = fold(summaries.get(fact.call), fact)
    return {call: each for call, each in summaries.items() if each.ended_at is None}


def _listeners() -> list[Any]:
    return [module.hear for module in discover.modules("palabre.features", "listen")]


def _commands(settings: Settings) -> dict[str, Command]:
    found: dict[str, Command] = {}
    for module in discover.modules("palabre.features", "commands"):
        found |= module.COMMANDS
    if settings.movable_clock:
        found["move_clock"] = _move_clock
    return found


async def _move_clock(_: Dispatcher, __: Account, body: Mapping[str, Any]) -> dict[str, Any]:
    """For tests of hours and deadlines: `{"to": ISO time}`."""
    clock.move(datetime.fromisoformat(body["to"]))
    return {}


async def _keep_partitions(db: Database) -> None:
    """The months to come have their tables before they begin."""
    while True:
        try:
            await db.pool.execute("select make_partitions(2)")
        except (*AWAY, *AWAY_TOO) as away:
            log.warning("the partitions wait for the database: %r", away)
        await asyncio.sleep(PARTITIONS_SECONDS)


async def _prepare_voice(places: Places) -> None:
    """The tone, and our own sentences rendered before the first caller needs them."""
    beep = places.spoken / "beep.wav"
    if not beep.exists():
        places.spoken.mkdir(parents=True, exist_ok=True)
        await asyncio.to_thread(tone, spoken.BEEP.frequency, spoken.BEEP.seconds, beep)
    for language in LANGUAGES:
        for text in (*(each.text(language) for each in spoken.all_sentences()), *"0123456789"):
            await speak(text, language, places.spoken)
