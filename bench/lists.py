"""Caller lists with very many entries: how long a decision takes, how long reading them, what they weigh."""

import asyncio
import gc
import os
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from uuid import UUID

import asyncpg

from bench.form import Form
from bench.machine import memory_kb
from palabre.features.caller_lists import read_file
from palabre.features.caller_lists.decide import Asked, decide
from palabre.features.caller_lists.models import CallerListImport
from palabre.features.caller_lists.snapshot import CallerLists
from palabre.kit.bus import Bus
from palabre.kit.db import Database
from palabre.kit.migrate import migrate
from palabre.kit.postgres import embedded
from palabre.kit.security import Who

DECISIONS = 20_000
ACCOUNT, LIST, SECOND = (UUID(int=each) for each in (1, 2, 3))
NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
NUMBER = "2250100000000 + (each * 7919::bigint) % 999999937"
COMPANY = """
    insert into accounts (id, name, domain) values ('{account}', 'Bench', 'bench.test');
    insert into users (id, account_id, email, name, password_hash, role)
    values ('{account}', '{account}', 'bench@bench.test', 'Bench', '', 'owner');
    insert into caller_lists (id, account_id, name, type)
    values ('{long}', '{account}', 'Million', 'black'), ('{few}', '{account}', 'Few', 'white');
    insert into caller_list_rules (account_id, list_id, level, action)
    values ('{account}', '{long}', 'account', 'reject'), ('{account}', '{few}', 'account', 'reject');
    insert into caller_list_entries (account_id, list_id, kind, value, number, author, expires_at)
    select '{account}', '{long}', 'number', '+' || n, n, 'import',
        case when n % 10 = 0 then '2030-01-01'::date end
    from (select {number} as n from generate_series(1, {entries}) each) numbers;
    insert into caller_list_entries (account_id, list_id, kind, value, author)
    select '{account}', '{few}', 'mask', '+33' || each || 'XX' || each % 10 || '*', 'import'
    from generate_series(1, 1000) each;
    insert into caller_list_entries (account_id, list_id, kind, value, author)
    values ('{account}', '{few}', 'country', 'country:SN', 'user'),
        ('{account}', '{few}', 'type', 'type:premium', 'user');
    analyze;
"""


def _company(entries: int) -> str:
    names = {"account": ACCOUNT, "long": LIST, "few": SECOND, "number": NUMBER, "entries": entries}
    return COMPANY.format(**names)


async def measure(home: Path, form: Form, say: Callable[[str], None]) -> dict[str, float]:
    """All figures, or all but that of the file; the database is made for them in a folder."""
    async with embedded(home) as server:
        await migrate(server.address)
        owner = await asyncpg.connect(**server.address.owner())
        say(f"a list of {form.list_entries} numbers is made")
        await owner.execute(_company(form.list_entries))
        await owner.close()
        async with Database(server.address, Bus(), calls=True) as db:
            say("it is read")
            found = await _load(db, form.list_entries)
            if not form.whole:
                return found
            say("a file of as many numbers is read into another list")
            return found | {"list_import_s": await _import(db, form.list_entries)}


async def _load(db: Database, entries: int) -> dict[str, float]:
    await db.pool.fetch("select 1")
    gc.collect()
    before, began = memory_kb(os.getpid()), time.perf_counter()
    lists = await CallerLists.load(db.pool, [ACCOUNT])
    loaded = time.perf_counter() - began
    gc.collect()
    weighs = (memory_kb(os.getpid()) - before) / 1024
    began = time.perf_counter()
    again = await CallerLists.reload(db.pool, [ACCOUNT], lists)
    reloaded = (time.perf_counter() - began) * 1000
    times = await asyncio.to_thread(_decisions_ms, again[ACCOUNT], entries)
    cuts = quantiles(times, n=100)
    return {
        "list_entries": float(entries),
        "list_decision_p50_ms": cuts[49],
        "list_decision_p99_ms": cuts[98],
        "list_load_s": loaded,
        "list_other_change_ms": reloaded,
        "list_memory_mb": weighs,
    }


def _decisions_ms(lists: CallerLists, entries: int) -> list[float]:
    """Callers of all kinds, half of them listed."""
    draw, times = random.Random(1), []
    for _ in range(DECISIONS):
        listed = 2250100000000 + (draw.randint(1, entries) * 7919) % 999999937
        other = (f"+22507{draw.randint(0, 99999999):08}", f"+336{draw.randint(0, 99999999):08}", "anonymous")
        number = f"+{listed}" if draw.random() < 0.5 else draw.choice(other)
        began = time.perf_counter()
        decide(lists, Asked("inbound", number), NOW)
        times.append((time.perf_counter() - began) * 1000)
    return times


async def _import(db: Database, entries: int) -> float:
    content = "".join(f"0{701000000 + each}\n" for each in range(entries)).encode()
    async with db.session(ACCOUNT) as session:
        told = CallerListImport(list_id=SECOND, dry_run=False, state="running", total_lines=entries)
        session.add(told)
    who = Who(ACCOUNT, ACCOUNT, "owner", "en", None, ACCOUNT)
    began = time.perf_counter()
    await read_file.run(db, read_file.Work(who, "CI", told), read_file.File(content, include_first_line=True))
    return time.perf_counter() - began
