"""The mailboxes of a company for tests, and the messages in them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tests.ids import ACME, ident

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
THINGS = ("group", "greeting", "busy_greeting", "temporary_greeting", "extension", "number")
Rows = list[dict[str, Any]]


def mailbox_tables(described: Mapping[str, Any]) -> dict[str, Rows]:
    """The tables that a company's `mailboxes` fill."""
    boxes = list(described.get("mailboxes", {}).items())
    return {
        "mailboxes": [_mailbox(digits, each) for digits, each in boxes],
        "mailbox_members": [
            {"account_id": ACME, "mailbox_id": ident(digits), "extension_id": ident(member)}
            for digits, each in boxes
            for member in each.get("members", ())
        ],
        "mailbox_tries": [
            {"account_id": ACME, "mailbox_id": ident(digits), "extension_id": UUID(int=0), **each["tries"]}
            for digits, each in boxes
            if "tries" in each
        ],
        "messages": [row for digits, each in boxes for row in _messages(digits, each)],
    }


def _mailbox(digits: str, each: Mapping[str, Any]) -> dict[str, Any]:
    usual = {"name": f"Boîte {digits}", "language": None, "min_seconds": 3, "max_seconds": 120}
    usual |= {"max_messages": 50, "pin_hash": None, "ask_pin": "elsewhere", "temporary_until": None}
    columns = {name: value for name, value in each.items() if name in usual}
    things = {f"{name}_id": ident(each[name]) if name in each else None for name in THINGS}
    return {"account_id": ACME, "id": ident(digits), **usual, **columns, **things}


def _messages(digits: str, each: Mapping[str, Any]) -> Rows:
    usual = {"caller": "+2250700000002", "caller_name": "", "received_at": EPOCH, "seconds": 5}
    usual |= {"heard_at": None, "urgent": False, "changed_at": EPOCH}
    return [
        {
            **{"account_id": ACME, "id": ident(name), "mailbox_id": ident(digits), "call_id": ident("left")},
            **{**usual, "file": f"{name}.wav", **(message or {})},
        }
        for name, message in each.get("messages", {}).items()
    ]
