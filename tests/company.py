"""A company for tests, described in a few words and read by the same code as the database's rows.

`extensions`  {"101": {name, phones: [desk], ring_seconds, group}}; a phone's identity is `<phone>@acme.test`,
              phones may be described: {desk: {level: 1, ring_seconds: 5}}
`extension_groups` {sales: {may_be_picked_up, shows: "+2252720001000"}}
`moved`       {"101": {whose: "205", ends_at}}, old short numbers of extensions
`numbers`     {"+2252720001000": scenario or null}, the first one is the company's own
`prefixes`    {"+2252720001000": {prefix: 7, permission, by_region, carousel}}, how calls show the numbers
`outgoing`    {settings: {daily_limit: 100…}, rules: {account or "101": {permission: local…}}}
`rates`       {"225": {per_minute: 60, first_seconds…}, "orange/225": …, "s3949": …}, money in units,
              `s` before the short code of a service
`trunks`      [orange, mtn], in the order in which they are tried; the identity is `trunk-<name>`
`shows_callers` [orange], the trunks that take calls showing somebody else's number
`trunk_settings` {orange: {number_format: national…}}
`schedules`   {office: [{days: [1, 2], start: "08:00", end: "18:00"}]}, or {office: {periods, exceptions…}}
`greetings`   {welcome: {language, text, fallback, valid_from, valid_until, variants: [{language, text}]}}
`banner`      {text or greeting, mode, ends_at}
`fax_lines`   {"600": {}}
`mailboxes`   {"200": {language, greeting, max_seconds, extension, members, pin_hash, messages: {first: {…}}}}
`sms_templates` {thanks: {text, recipient, sender}}
`conferences` {open: {number: "800", pin, announce, record, max_members}}
`queues`      {sales: {number: "600", agents: ["101", {…}], …}}; settings as in the API, agents by name or
              as {agent: "101", level, position}; one who is no extension is described in `agents`
`agents`      {yao: {outside_number, press_to_accept, skills}, "101": {skills}}
`variables`   {notice: {type, value}}; the type is string when none is given
`scenarios`   {main: {number: "300", document: {start, steps}}}; without a document it is only drawn
`forwards`    as in tests/described_forwards.py
`caller_lists`, `caller_list_rules`  as in tests/described_lists.py
`hold`, `parking`, `transfer`  as in tests/company_desk.py
`language`, `country`, `time_zone`, `state`
"""

import asyncio
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from palabre.calls.directory import Account, Directory
from palabre.routing.snapshot import directory
from tests.company_desk import desk_tables
from tests.company_mailboxes import mailbox_tables
from tests.company_outgoing import outgoing_tables
from tests.company_queues import queue_tables
from tests.described_forwards import forward_tables
from tests.described_lists import list_tables
from tests.ids import ACME, ident

WHOSE = {"account_id": ACME}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Rows = list[dict[str, Any]]


__all__ = ["ACME", "Company", "ident"]


class Company:
    """Answers the queries of the features' snapshots."""

    def __init__(self, described: Mapping[str, Any] | None = None) -> None:
        self._described = described or {}
        self.tables: dict[str, Rows] = {
            "accounts": [self._account()],
            "short_numbers": list(self._short_numbers()),
            **self._subscribers(),
            "moved_numbers": [self._moved(*each) for each in self._all("moved")],
            "numbers": [self._number(e164, self._id(to)) for e164, to in self._all("numbers")],
            "trunks": [self._trunk(name) for name in self._described.get("trunks", ())],
            "schedules": [
                self._schedule(count, *each) for count, each in enumerate(self._all("schedules"), 1)
            ],
            "greetings": [self._greeting(name, greeting) for name, greeting in self._all("greetings")],
            "greeting_variants": [
                {"account_id": ACME, "greeting_id": ident(name), "text": None, "file": None, **variant}
                for name, greeting in self._all("greetings")
                for variant in greeting.get("variants", ())
            ],
            **{"banners": list(self._banner()), **desk_tables(self._described, ident)},
            "fax_lines": [self._row(digits, name=f"Fax {digits}") for digits, _ in self._all("fax_lines")],
            "sms_templates": [
                self._row(name, **{"name": name, "sender": "Acme", "recipient": "{{num_a}}", **each})
                for name, each in self._all("sms_templates")
            ],
            **mailbox_tables(self._described),
            "variables": [
                self._row(name, name=name, changed_at=EPOCH, **{"type": "string", **each})
                for name, each in self._all("variables")
            ],
            **outgoing_tables(self._described, self._row),
            **queue_tables(self._described),
            "scenarios": [self._row(name, name=name) for name, _ in self._all("scenarios")],
            "scenario_versions": [
                self._row(name, version=1, document=each["document"])
                for name, each in self._all("scenarios")
                if "document" in each
            ],
            **(list_tables(self._described, ident, WHOSE) | forward_tables(self._described, ident, WHOSE)),
        }

    async def fetch(self, query: str, *_: Any) -> Sequence[Mapping[str, Any]]:
        """The rows of the table that a query reads first; published scenarios come with their version."""
        table = re.findall(r"from (\w+)", query)[0]
        return self.tables.get("scenario_versions" if "scenario_versions" in query else table, [])

    async def directory(self) -> Directory:
        """The company as the calls know it."""
        known = directory()
        await known.load(self)
        return known

    def account(self) -> Account:
        """The same, where no loop runs."""
        return asyncio.run(self.directory()).accounts[ACME]

    def _all(self, what: str) -> list[tuple[Any, Any]]:
        return list(self._described.get(what, {}).items())

    def _id(self, name: str | None) -> UUID | None:
        return ident(name) if name else None

    def _row(self, called: object, /, **columns: Any) -> dict[str, Any]:
        return {"account_id": ACME, "id": ident(called), **columns}

    def _account(self) -> dict[str, Any]:
        own = {
            each: self._described[each]
            for each in ("language", "country", "time_zone", "state")
            if each in self._described
        }
        usual = {"language": "fr", "country": "CI", "time_zone": "Africa/Abidjan", "state": "active"}
        return {"id": ACME, "name": "Acme", "domain": "acme.test", **usual, **own}

    def _short_numbers(self) -> Rows:
        found = [("extension", digits, digits) for digits, _ in self._all("extensions")]
        found += [("fax", digits, digits) for digits, _ in self._all("fax_lines")]
        found += [("moved", digits, f"moved {digits}") for digits, _ in self._all("moved")]
        found += [("mailbox", digits, digits) for digits, _ in self._all("mailboxes")]
        found += [
            ("conference", each["number"], name)
            for name, each in self._all("conferences")
            if "number" in each
        ]
        found += [("queue", each["number"], name) for name, each in self._all("queues") if "number" in each]
        found += [
            ("scenario", each["number"], name) for name, each in self._all("scenarios") if "number" in each
        ]
        return [
            {"account_id": ACME, "digits": str(digits), "kind": kind, "target_id": ident(name)}
            for kind, digits, name in found
        ]

    def _subscribers(self) -> dict[str, Rows]:
        return {
            "extensions": [self._extension(*each) for each in self._all("extensions")],
            "devices": list(self._devices()),
            "extension_groups": [self._group(*each) for each in self._all("extension_groups")],
        }

    def _number(self, e164: str, scenario: UUID | None) -> dict[str, Any]:
        usual = {"prefix": None, "permission": "international", "by_region": False, "carousel": False}
        own = self._described.get("prefixes", {}).get(e164, {})
        return self._row(e164, e164=e164, scenario_id=scenario, **usual | own)

    def _extension(self, digits: str, each: Mapping[str, Any]) -> dict[str, Any]:
        usual = {"name": f"Poste {digits}", "ring_seconds": 30, "language": None}
        usual |= {"kind": "internal", "outside": None, "rings": "together", "do_not_disturb": False}
        usual |= {"call_waiting": True, "calls_at_once": 2, "may_be_picked_up": None, "pin": None}
        columns = {name: value for name, value in each.items() if name in usual}
        columns["group_id"] = self._id(each.get("group"))
        return self._row(digits, **usual | columns, outgoing_number_id=self._id(each.get("shows")))

    def _devices(self) -> Rows:
        usual = {"level": 1, "ring_seconds": None}
        return [
            self._row(phone, extension_id=ident(digits), endpoint=f"{phone}@acme.test", **usual | described)
            for digits, each in self._all("extensions")
            for phone, described in _described(each.get("phones", [digits])).items()
        ]

    def _group(self, name: str, each: Mapping[str, Any]) -> dict[str, Any]:
        shown = self._id(each.get("shows"))
        return self._row(
            name, name=name, may_be_picked_up=each.get("may_be_picked_up", True), outgoing_number_id=shown
        )

    def _schedule(self, index: int, name: str, each: Any) -> dict[str, Any]:
        account = self._account()
        usual = {"index": index, "periods": [], "starts_on": None, "ends_on": None, "exceptions": []}
        usual |= {"holidays": False, "holidays_off": [], "country": account["country"]}
        usual |= {"time_zone": account["time_zone"], "state": None, "made_at": None, "until": None}
        columns = each if isinstance(each, dict) else {"periods": each}
        return self._row(name, name=name, **usual | columns)

    def _moved(self, digits: str, each: Mapping[str, Any]) -> dict[str, Any]:
        ends_at = each["ends_at"].replace(tzinfo=UTC)
        columns = {"digits": digits, "kind": "extension", "target_id": ident(each["whose"])}
        return self._row(f"moved {digits}", **columns, ends_at=ends_at)

    def _trunk(self, name: str) -> dict[str, Any]:
        where = {"kind": "address", "host": f"{name}.test", "port": 5060, "transport": "udp"}
        usual: dict[str, Any] = {"username": None, "addresses": ["192.0.2.1"], "timeout_seconds": 8}
        usual |= {"shows_callers": name in self._described.get("shows_callers", ())}
        usual |= {"number_format": "plus", "dial_prefix": "", "caller_format": "plus", "weight": 0}
        usual |= {"most_calls": None, "position": 0}
        usual |= self._described.get("trunk_settings", {}).get(name, {})
        return self._row(name, name=name, endpoint=f"trunk-{name}", **where, **usual)

    def _greeting(self, name: str, each: Mapping[str, Any]) -> dict[str, Any]:
        usual = {
            **{"name": name, "kind": "greeting", "language": "fr", "text": None, "file": None},
            **{"interruptible": True, "valid_from": None, "valid_until": None, "slot": None},
        }
        columns = {name: value for name, value in each.items() if name in usual}
        things = {"fallback_id": self._id(each.get("fallback")), "made_for": self._id(each.get("made_for"))}
        return self._row(name, **usual | columns, **things)

    def _banner(self) -> Iterator[dict[str, Any]]:
        if (each := self._described.get("banner")) is not None:
            usual = {"language": "fr", "text": None, "file": None, "mode": "before"}
            columns = {name: value for name, value in each.items() if name in usual}
            ends_at = each["ends_at"].replace(tzinfo=UTC)
            yield {
                **{"account_id": ACME, "ends_at": ends_at, "greeting_id": self._id(each.get("greeting"))},
                **usual,
                **columns,
            }


def _described(phones: Sequence[str] | Mapping[str, Any]) -> dict[str, Any]:
    return (
        {each: phones[each] for each in phones} if isinstance(phones, Mapping) else dict.fromkeys(phones, {})
    )
