"""The queues, agents and conferences of a company for tests, as tests/company.py describes them."""

from collections.abc import Mapping
from typing import Any

from palabre.features.conferences.schemas import ConferenceNew
from palabre.features.queues.schemas import QueueNew
from tests.ids import ACME, ident

Rows = list[dict[str, Any]]


def queue_tables(described: Mapping[str, Any]) -> dict[str, Rows]:
    """The rows of queues, agents, members and conferences."""
    queues = described.get("queues", {})
    return {
        "queues": [_queue(name, each) for name, each in queues.items()],
        "agents": _agents(described),
        "conferences": [_conference(name, each) for name, each in described.get("conferences", {}).items()],
        "queue_members": [
            {"account_id": ACME, "queue_id": ident(name), **_member(place, member)}
            for name, queue in queues.items()
            for place, member in enumerate(queue.get("agents", ()))
        ],
    }


def _queue(name: str, each: Mapping[str, Any]) -> dict[str, Any]:
    usual = QueueNew(name=name).model_dump(mode="json", exclude={"number"})
    columns = {field: value for field, value in each.items() if field in usual}
    things = {
        field: ident(columns[field]) if field in columns else None for field in usual if field.endswith("_id")
    }
    return {"account_id": ACME, "id": ident(name), **usual, **columns, **things}


def _conference(name: str, each: Mapping[str, Any]) -> dict[str, Any]:
    usual = ConferenceNew(name=name).model_dump(exclude={"number"})
    columns = {field: value for field, value in each.items() if field in usual}
    return {"account_id": ACME, "id": ident(name), **usual, **columns}


def _agents(described: Mapping[str, Any]) -> Rows:
    named = dict(described.get("agents", {}))
    for queue in described.get("queues", {}).values():
        for member in queue.get("agents", ()):
            named.setdefault(_name(member), {})
    usual: dict[str, Any] = {"outside_number": None, "press_to_accept": True, "skills": {}}
    extensions = described.get("extensions", {})
    return [
        {
            **{"account_id": ACME, "id": ident(name), "name": name},
            **{"extension_id": ident(name) if name in extensions else None, **usual, **each},
        }
        for name, each in named.items()
    ]


def _member(place: int, member: str | Mapping[str, Any]) -> dict[str, Any]:
    usual = {"agent_id": ident(_name(member)), "level": 0, "position": place}
    given = member if isinstance(member, Mapping) else {}
    return usual | {name: value for name, value in given.items() if name in usual}


def _name(member: str | Mapping[str, Any]) -> str:
    return str(member["agent"]) if isinstance(member, Mapping) else member
