"""The API's own description as a list of routes that a test can walk over."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from palabre.demo import publish
from palabre.kit.db import Database
from palabre.web import describe
from tests.portal import Company

NOON = "2026-03-02T12:00:00"
DESCRIBED = pytest.mark.xdist_group("described")
WORDS = {"variant": "fr", "code_name": "close_now", "which": "away"}
"""What stands in paths besides ids."""


@dataclass(frozen=True)
class Route:
    """One operation of the API's description."""

    name: str
    method: str
    path: str
    things: tuple[str, ...]
    body: dict[str, Any] | None
    uploads: bool
    """Whether it takes a file."""

    async def ask(self, api: httpx.AsyncClient, ids: dict[str, Any], body: Any = None) -> httpx.Response:
        """Call it with these ids in its path."""
        path = self.path.removeprefix("/api/v1").format_map(ids)
        if self.uploads:
            return await api.request(self.method, path, data=body, files={"file": b"x"})
        text = None if body is None else json.dumps(body)  # all in ASCII: any text can be written so
        return await api.request(
            self.method, path, content=text, headers={"Content-Type": "application/json"}
        )


@cache
def description() -> dict[str, Any]:
    """The API's description; made in seconds: tests that want it are one group, `DESCRIBED`."""
    return describe()


@cache
def routes() -> tuple[Route, ...]:
    """Every operation of the API."""
    return tuple(_routes())


def _routes() -> Iterator[Route]:
    schemas = description()["components"]["schemas"]
    for path, operations in description()["paths"].items():
        for method, each in operations.items():
            content = each.get("requestBody", {}).get("content", {})
            schema = next(iter(content.values()))["schema"] if content else None
            places = tuple(one["name"] for one in each.get("parameters", ()) if one["in"] == "path")
            body = _resolved(schema, schemas) if schema else None
            uploads = "multipart/form-data" in content
            yield Route(each["operationId"], method.upper(), path, places, body, uploads)


def _resolved(schema: Any, named: dict[str, Any], depth: int = 0) -> Any:
    """A schema with what it refers to in place; what refers to itself ends after some levels."""
    if isinstance(schema, list):
        return [_resolved(each, named, depth) for each in schema]
    if not isinstance(schema, dict) or depth > 8:
        return schema
    if "$ref" in schema:
        return _resolved(named[schema["$ref"].rpartition("/")[2]], named, depth + 1)
    return {name: _resolved(each, named, depth) for name, each in schema.items()}


def smallest(schema: dict[str, Any]) -> Any:
    """The simplest value that a schema takes."""
    for given in (schema.get("const"), schema.get("default"), *schema.get("enum", ())):
        if given is not None:
            return given
    if choices := schema.get("anyOf") or schema.get("oneOf"):
        return smallest(choices[0])
    match schema.get("type"):
        case "object":
            return {name: smallest(schema["properties"][name]) for name in schema.get("required", ())}
        case "array":
            return [smallest(schema["items"])] * schema.get("minItems", 0)
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return True
    return _text(schema)


def _text(schema: dict[str, Any]) -> str:
    """The simplest text that a schema takes."""
    known = {"date-time": "2026-01-01T00:00:00Z", "uuid": str(uuid4())}
    if schema.get("format") in known:
        return str(known[schema["format"]])
    if "pattern" in schema:
        fitting = (
            each
            for each in ("1", "a", "08:00", "a@b.test", "*99", "XOF", "123456")
            if re.search(schema["pattern"], each)
        )
        return next(fitting)
    return "x" * max(int(schema.get("minLength", 1)), 1)


async def furnish(company: Company, db: Database) -> dict[str, Any]:
    """One of everything; the ids by the names that the routes give them."""
    async with db.session(company.id) as session:
        scenario = await publish(session, "Menu", {"start": "end", "steps": {}})
    number = await company.made("/numbers", e164=f"+22527200{10000 + company.id.int % 80000}", name="Main")
    extension = await company.made("/extensions", number="101", name="Awa", outgoing_number_id=number["id"])
    device = await company.made(f"/extensions/{extension['id']}/devices", name="Desk")
    schedule = await company.made("/schedules", name="Hours")
    mailbox = await company.made("/mailboxes", name="Messages")
    fax = await company.made("/fax-lines", name="Fax")
    login = {"username": "a", "secret": "b"}
    trunk = await company.made("/trunks", name="T", kind="registration", host="sip.test", **login)
    greeting = await company.made("/greetings", name="Hello", language="en", text="Hello.")
    variable = await company.made("/variables", name="notice", value="x")
    person = {"email": f"person@{company.label}.test", "name": "P", "password": "long enough"}
    made = {
        **await _told(company),
        **await _outgoing(company, number),
        "extension_id": extension,
        "device_id": device,
        **await _group(company),
        "number_id": number,
        "outgoing_number_id": number,
        "schedule_id": schedule,
        "mailbox_id": mailbox,
        "fax_line_id": fax,
        "trunk_id": trunk,
        "variable_id": variable,
        "greeting_id": greeting,
        "fallback_id": greeting,
        **await _queue(company, extension["id"]),
        "user_id": await company.made("/users", **person),
        **await _of_scenario(company, str(scenario.id)),
        "token_id": await company.made("/tokens", name="program"),
    }
    ids = {name: each["id"] for name, each in made.items()} | await _caller_list(company)
    ids |= {"scenario_id": str(scenario.id), "version": 1, **WORDS}
    ids |= await _sent_out(db, company.id, ids["webhook_id"]) | await _robot(company, db, ids["queue_id"])
    return ids | await _by_the_call_process(db, company.id, ids["mailbox_id"])


async def _told(company: Company) -> dict[str, dict[str, Any]]:
    template = await company.made("/sms-templates", name="Thanks", sender="Acme", text="Thank you.")
    webhook = await company.made("/webhooks", name="Shop", url="https://shop.test/")
    return {"template_id": template, "webhook_id": webhook}


async def _group(company: Company) -> dict[str, dict[str, Any]]:
    group = await company.made("/extension-groups", name="Sales")
    await company.made("/mailboxes", name="Old", number="7001")
    await company.api.post("/short-numbers/7001/move", json={"to": "7002"})
    (moved,) = (await company.api.get("/moved-numbers")).json()["items"]
    return {
        "extension_group_id": group,
        "group_id": group,
        "moved_number_id": moved,
        "short_number": {"id": "7002"},
    }


async def _outgoing(company: Company, number: dict[str, Any]) -> dict[str, dict[str, Any]]:
    rate = await company.made("/outbound/rates", prefix="33", name="France", per_minute="25")
    verified = await company.made("/verified-numbers", e164="0707070707", name="Mobile")
    return {"rate_id": rate, "verified_number_id": verified, "emergency_number_id": number}


async def _of_scenario(company: Company, scenario: str) -> dict[str, dict[str, Any]]:
    tried = await company.made(f"/scenarios/{scenario}/tries", name="Try", script={"at": NOON})
    template = await company.made("/scenario-templates", name="T", scenario_id=scenario)
    return {"try_id": tried, "scenario_template_id": template}


async def _queue(company: Company, extension: str) -> dict[str, dict[str, Any]]:
    queue = await company.made("/queues", name="Sales")
    agent = await company.made("/agents", name="Awa", extension_id=extension)
    await company.api.put(f"/queues/{queue['id']}/members/{agent['id']}", json={})
    conference = await company.made("/conferences", name="Board")
    targets = [{"target_id": conference["id"]}]
    forward = await company.made(f"/extensions/{extension}/forwarding", kind="busy", targets=targets)
    made = {"queue_id": queue, "agent_id": agent, "conference_id": conference}
    return {**made, "forward_id": forward}


async def _robot(company: Company, db: Database, queue: str) -> dict[str, Any]:
    await company.api.put(f"/queues/{queue}/robot", json={})
    entry = await db.pool.fetchval(
        "insert into robot_entries (account_id, queue_id, number, called, state, missed_at, due_at) "
        "values ($1, $2, '+2250700000001', '+2252720001000', 'waiting', now(), now()) returning id",
        *(company.id, UUID(queue)),
    )
    return {"robot_entry_id": str(entry)}


async def _caller_list(company: Company) -> dict[str, Any]:
    found = await company.made("/caller-lists", name="Spam")
    path = f"/caller-lists/{found['id']}"
    entries = await company.made(f"{path}/entries", entries=[{"value": "anonymous"}])
    rule = await company.made("/caller-lists/rules", caller_list_id=found["id"])
    imported = await company.api.post(f"{path}/imports", files={"file": b""})
    return {
        "caller_list_id": found["id"],
        "entry_id": entries["added"][0]["id"],
        "rule_id": rule["id"],
        "import_id": imported.json()["id"],
    }


async def _by_the_call_process(db: Database, account: UUID, mailbox: str) -> dict[str, Any]:
    call, message = uuid4(), uuid4()
    await db.pool.execute(
        "insert into messages (id, account_id, mailbox_id, call_id, caller, received_at, seconds, file) "
        "values ($1, $2, $3, $4, '+225', now(), 1, 'none')",
        *(message, account, mailbox, call),
    )
    await db.pool.execute(
        "insert into calls values "
        "($1, $2, now(), now(), now(), 'internal', '101', '', '102', 'answered', 16, 1, 1, null, null, 1)",
        *(account, call),
    )
    return {"call_id": str(call), "message_id": str(message)}


async def _sent_out(db: Database, account: UUID, webhook: str) -> dict[str, Any]:
    call, sms = uuid4(), uuid4()
    delivery = await db.pool.fetchval(
        "insert into webhook_deliveries "
        "(account_id, webhook_id, event, call_id, seq, body, due_at, patience_until) "
        "values ($1, $2, 'scenario.event', $3, 1, '{}', now(), now()) returning id",
        *(account, UUID(webhook), call),
    )
    await db.pool.execute(
        "insert into sms_messages values "
        "($1, $2, $3, null, 'Acme', '+2250700000001', 'Hi', 'gsm7', 1, 'waiting', now(), now())",
        *(sms, account, call),
    )
    return {"sms_id": str(sms), "delivery_id": str(delivery)}
