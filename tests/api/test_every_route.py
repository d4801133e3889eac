"""Walks over every route of the API: strangers, employees, other companies' ids, and hostile input."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI

from palabre.kit.bus import Message, PostgresBus
from palabre.kit.db import Database
from tests.portal import Company, colleague
from tests.routes import DESCRIBED, Route, furnish, routes, smallest

FOR_STRANGERS = {"get_health", "create_session"}
FOR_EMPLOYEES = {
    *("pause_agent", "resume_agent", "log_agent_in", "log_agent_out"),
    *("get_account", "get_me", "change_me", "delete_session", "list_tokens", "create_token", "delete_token"),
    *(
        "list_short_numbers",
        "list_feature_codes",
        "list_extensions",
        "get_extension",
        "list_forwarding",
        "get_forwarding",
        "create_forward",
        "get_forward",
        "change_forward",
        "delete_forward",
        "explain_forwarding",
        "get_call_forwarding",
        "list_devices",
        "get_do_not_disturb",
        "put_do_not_disturb",
        "list_registrations",
        "get_parking",
    ),
    *("change_a_mailbox", "put_mailbox_greeting", "delete_mailbox_greeting"),
    *("list_mailboxes", "get_mailbox", "list_messages", "get_message", "get_message_audio", "mark_message"),
    *("delete_a_message", "forward_a_message", "set_message_task", "call_back_message"),
    *("list_messages_being_left", "screen_messages", "create_whisper", "change_whisper"),
    *("list_calls", "get_call", "list_live_calls", "delete_call", "block_caller_of_call", *FOR_STRANGERS),
}
OF_THE_OPERATOR = {"create_account"}
HOSTILE = ["x" * 10_000, "a\x00b", "a\r\nX-Evil: 1", "\ud800", "' or 1=1 --", "\u202e"]


pytestmark = DESCRIBED
DONE: dict[str, Any] = {"outgoing_state": {"day": "2026-03-02", "used": [], "turn": 0, "busy": {}}}


def with_body() -> Iterator[Route]:
    """Those that take more than ids and files."""
    return (each for each in routes() if each.body and not each.uploads)


@pytest.fixture
async def things(acme: Company, db: Database) -> dict[str, Any]:
    """One of everything in acme."""
    return await furnish(acme, db)


@pytest.fixture
async def call_process(bus: PostgresBus, acme: Company) -> AsyncIterator[None]:
    """A call process that has a call of acme only, as far as commands are concerned."""

    async def answer() -> None:
        with bus.listen("control") as asked:
            async for message in asked:
                if isinstance(message, Message):
                    refusal = {"code": "not_found", "field": None, "values": {"what": "the call"}}
                    told = (
                        {"done": DONE.get(message.body["what"], {})}
                        if message.body["account"] == str(acme.id)
                        else refusal
                    )
                    await bus.publish("control_answers", {"id": message.body["id"], **told})

    answering = asyncio.create_task(answer())
    yield
    answering.cancel()
    with suppress(asyncio.CancelledError):
        await answering


def test_every_route_has_a_name_of_its_own_and_says_what_it_does() -> None:
    assert len({each.name for each in routes()}) == len(routes())


async def test_a_stranger_gets_nothing(anonymous: httpx.AsyncClient) -> None:
    ids = {name: "1" if name == "version" else str(uuid4()) for each in routes() for name in each.things}
    open_to_all = set()
    for route in routes():
        body = smallest(route.body) if route.body else None
        answer = await route.ask(anonymous, ids, body)
        if answer.status_code != 401 or answer.json()["error"]["code"] != "not_logged_in":
            open_to_all.add(route.name)
    assert open_to_all == FOR_STRANGERS


async def test_an_employee_may_do_what_his_role_says_and_no_more(
    acme: Company, things: dict[str, Any], db: Database, call_process: None
) -> None:
    clerk = await colleague(db, acme, "employee", extension_id=things["extension_id"])
    allowed = set()
    for route in sorted(routes(), key=lambda each: each.name == "delete_session"):
        answer = await route.ask(clerk, things, smallest(route.body) if route.body else None)
        if answer.status_code not in (401, 403):
            allowed.add(route.name)
        elif route.name in FOR_EMPLOYEES:
            assert answer.status_code == 401, (route.name, answer.text)
    assert allowed | {"create_session"} == FOR_EMPLOYEES


async def test_another_companys_ids_are_unknown(
    things: dict[str, Any], beta: Company, call_process: None
) -> None:
    known = {}
    with_ids = (each for each in routes() if set(each.things) - {"code_name"})  # every company has all codes
    for route in with_ids:
        answer = await route.ask(beta.api, things, smallest(route.body) if route.body else None)
        if (answer.status_code, answer.json()["error"]["code"]) != (404, "not_found"):
            known[route.name] = answer.text
    assert known == {}


async def test_another_companys_ids_cannot_be_named_in_a_body(
    things: dict[str, Any], beta: Company, db: Database
) -> None:
    own = await furnish(beta, db)
    tried = 0
    for route in with_body():
        assert route.body
        for field in things.keys() & route.body.get("properties", {}).keys() - {"version", "variant"}:
            needed = {each: own[each] for each in own.keys() & set(route.body.get("required", ()))}
            answer = await route.ask(beta.api, own, {**_valid(route), **needed, field: things[field]})
            assert answer.status_code == 404, (route.name, field, answer.text)
            assert answer.json()["error"]["field"] == field
            tried += 1
    assert tried >= 6


def _valid(route: Route) -> dict[str, Any]:
    assert route.body
    body: dict[str, Any] = smallest(route.body)
    return body | ({"e164": "+2252720009999"} if route.name == "create_number" else {})


async def test_no_input_breaks_anything(things: dict[str, Any], acme: Company, call_process: None) -> None:
    """Each text of each body in turn is hostile: it is refused with its name, or kept as it is."""
    broken = []
    for route in with_body():
        for field, schema in (route.body or {}).get("properties", {}).items():
            if "string" not in str(schema):
                continue
            for value in HOSTILE:
                answer = await route.ask(acme.api, things, {**_valid(route), field: value})
                if answer.status_code >= 500 or (len(value) > 9999 and answer.status_code != 422):
                    broken.append((route.name, field, value[:20], answer.status_code))
    assert broken == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("{", ("invalid_input", "body")),
        ("[]", ("invalid_input", "body")),
        ("null", ("invalid_input", "body")),
        ("", ("invalid_input", "body")),
        ('{"name": "x", "nonsense": 1}', ("invalid_input", "nonsense")),
        ('{"name": "' + "x" * 10_000 + '"}', ("invalid_input", "name")),
        ('{"name": ' + "[" * 100_000 + "}", ("invalid_input", "body")),
        ('{"name": "' + "x" * 1_100_000 + '"}', ("body_too_large", None)),
    ],
    ids=["cut off", "list", "null", "nothing", "unknown field", "long", "deep", "heavy"],
)
async def test_a_body_that_cannot_be_read_gets_a_clear_answer(
    acme: Company, content: str, expected: tuple[str, str | None]
) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await acme.api.post("/schedules", content=content, headers=headers)
    error = answer.json()["error"]
    assert (error["code"], error["field"]) == expected


async def test_a_heavy_body_without_a_length_is_cut_off(acme: Company) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b" " * 65536

    headers = {"Content-Type": "application/json"}
    answer = await acme.api.post("/schedules", content=endless(), headers=headers)
    assert answer.json()["error"]["code"] == "body_too_large"


async def test_trouble_is_told_in_the_readers_language(acme: Company) -> None:
    new = {"number": "101", "name": "x" * 81}
    texts = {}
    for language in ("fr-CI,fr;q=0.9,en;q=0.8", "en", "de,en;q=0.5", "de", ""):
        answer = await acme.api.post("/extensions", json=new, headers={"Accept-Language": language})
        texts[language] = answer.json()["error"]["message"]
    french, english = (
        "« name » est trop long : 80 caractères au plus.",
        "“name” is too long: 80 characters at most.",
    )
    assert list(texts.values()) == [french, english, english, french, french]


async def test_unknown_addresses_and_verbs_are_told_in_the_same_shape(anonymous: httpx.AsyncClient) -> None:
    assert (await anonymous.get("/nothing")).json()["error"]["code"] == "not_found"
    assert (await anonymous.put("/session")).json()["error"]["code"] == "method_not_allowed"


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "cursor=x"])
async def test_pages_have_limits(acme: Company, query: str) -> None:
    answer = await acme.api.get(f"/extensions?{query}")
    assert (answer.status_code, answer.json()["error"]["field"]) == (422, query.partition("=")[0])


async def test_a_list_turns_its_pages_without_gap_or_double(acme: Company) -> None:
    made = [(await acme.made("/schedules", name=f"Hours {count}"))["id"] for count in range(7)]
    seen, cursor = [], ""
    while cursor is not None:
        page = (await acme.api.get(f"/schedules?limit=3{cursor}")).json()
        seen += [each["id"] for each in page["items"]]
        cursor = page["next"] and f"&cursor={page['next']}"
    assert seen == made


async def test_answers_carry_the_headers_that_browsers_obey(
    app: FastAPI, anonymous: httpx.AsyncClient
) -> None:
    answer = await anonymous.get("/health")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
