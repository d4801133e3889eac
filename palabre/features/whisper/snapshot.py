"""Who may listen to whom, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args
from uuid import UUID

from palabre.calls.directory import Account, Part, Rows
from palabre.features import extensions

Follows = Literal["agent", "client"]
SETTINGS = """
    select account_id, notice, microphone, follows from whisper_settings where account_id = any($1)
"""
SUPERVISORS = "select account_id, extension_id, group_id from supervisors where account_id = any($1)"


@dataclass(frozen=True)
class Whispering(Part):
    """`notice`: the agent hears a tone; `microphone`: it is on from the start; `follows` after a transfer.

    `supervisors` are those who may, each with the department that he may listen to (None: all).
    """

    notice: bool = False
    microphone: bool = False
    follows: Follows = "agent"
    supervisors: Mapping[UUID, UUID | None] = field(default_factory=dict)

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, "Whispering"]:
        """Those of accounts that have set anything."""
        settings: dict[UUID, dict[str, Any]] = {
            row["account_id"]: _settings(row) for row in await rows.fetch(SETTINGS, accounts)
        }
        rights: dict[UUID, dict[UUID, UUID | None]] = {}
        for row in await rows.fetch(SUPERVISORS, accounts):
            rights.setdefault(row["account_id"], {})[row["extension_id"]] = row["group_id"]
        return {
            each: cls(**settings.get(each, {}), supervisors=rights.get(each, {}))
            for each in settings.keys() | rights.keys()
        }


def _settings(row: Mapping[str, Any]) -> dict[str, Any]:
    follows = next(each for each in get_args(Follows) if each == row["follows"])
    return {"notice": row["notice"], "microphone": row["microphone"], "follows": follows}


def may_listen(account: Account, supervisor: UUID, agent: UUID) -> bool:
    """Whether an extension may be in the conversations of another one; never in its own."""
    rights = account.part(Whispering).supervisors
    if supervisor not in rights or supervisor == agent:
        return False
    known = account.part(extensions.Extensions).by_id.get(agent)
    return known is not None and rights[supervisor] in (None, known.group)
