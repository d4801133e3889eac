"""Ten thousand random numbering plans: no digits lead from one company into another."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from palabre.calls.directory import Account, Directory, Entry
from palabre.features.extensions import Extensions, enter
from palabre.features.extensions.snapshot import Device, Extension
from palabre.features.numbers.snapshot import Moved, MovedNumbers
from palabre.phone.events import CallArrived, Caller
from palabre.routing.flow import Flow
from palabre.routing.plan import Plan

PLANS = 10_000
DIALLED = 4
DIGITS = ("1", "12", "120", "121", "1234", "7", "70", "700", "88", "12345", "200000")
AT = datetime(2026, 3, 2, tzinfo=UTC)


def company(dice: random.Random, name: str) -> Account:
    """A company with a random plan; some of its numbers have moved, some of its phones have no number."""
    extensions, plan, moved = Extensions(), Plan(), MovedNumbers()
    for count, digits in enumerate(dice.sample(DIGITS, dice.randint(1, len(DIGITS)))):
        thing, phone = UUID(int=dice.getrandbits(128)), f"{digits}@{name}.test"
        known = Extension(thing, name, 20, None, None, [Device(phone)])
        kind = dice.choice(("extension", "extension", "moved", "mailbox", "nothing"))
        if count == 0 or kind == "extension":
            extensions.by_id[thing] = extensions.by_endpoint[phone] = known
            kind = "extension"
        elif kind == "moved":
            moved.by_id[thing] = Moved(digits, "extension", next(iter(extensions.by_id)), AT)
        if kind != "nothing":
            plan.short[digits], plan.digits[thing] = (kind, thing), digits
    parts: dict[type, Any] = {Extensions: extensions, Plan: plan, MovedNumbers: moved}
    return Account(UUID(int=dice.getrandbits(128)), name, f"{name}.test", parts=parts)


def named_in(flow: Flow) -> Iterator[UUID]:
    """Everything that the steps of a flow name by its id."""
    for placed in flow.steps.values():
        yield from (value for _, value in placed.step if isinstance(value, UUID))


def test_no_call_crosses_from_one_company_into_another() -> None:
    dice = random.Random(20260302)
    reached = 0
    for _ in range(PLANS // 2):
        directory = Directory([], [cast(Entry, enter)])
        companies = [company(dice, name) for name in ("acme", "beta")]
        for each in companies:
            directory.put(each)
        for own in companies:
            plan, phones = own.part(Plan).short, own.part(Extensions).by_endpoint
            phone = dice.choice(list(phones))
            known = directory.who(phone)
            assert known is not None and known.account is own
            for dialled in dice.choices(DIGITS, k=DIALLED):
                way = known.entry.enter(own, CallArrived("in", phone, dialled, Caller("1")))
                there = list(named_in(way.target.flow))
                kind, thing = plan.get(dialled, (None, None))
                assert there == ([thing] if kind in ("extension", "moved") else []), (dialled, plan)
                reached += bool(there)
    assert reached > PLANS
