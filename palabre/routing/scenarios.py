"""The published scenarios of an account, ready to be walked."""

import logging
from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

import msgspec

from palabre.calls.directory import Account, Part, Rows
from palabre.routing.flow import Document, Flow, ScenarioInvalid, parse

log = logging.getLogger(__name__)

PUBLISHED = """
    select s.account_id, s.id, v.version, v.document from scenarios s
    join scenario_versions v on v.account_id = s.account_id and v.scenario_id = s.id
        and v.version = s.published_version
    where s.account_id = any($1) and s.archived_at is null
"""
DRAWN = "select account_id, id, name from scenarios where account_id = any($1) and archived_at is null"


@dataclass(frozen=True)
class Scenarios(Part):
    """Names of all scenarios in use, and flows of the published ones; archived ones are as good as gone."""

    kind: ClassVar[str] = "scenario"
    names: dict[UUID, str] = field(default_factory=dict)
    flows: dict[UUID, Flow] = field(default_factory=dict)

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, "Scenarios"]:
        """Each account's scenarios; one that cannot be read any more is left out and logged."""
        loaded = {each: cls() for each in accounts}
        for row in await rows.fetch(DRAWN, accounts):
            loaded[row["account_id"]].names[row["id"]] = row["name"]
        for row in await rows.fetch(PUBLISHED, accounts):
            document = row["document"]
            drawn = msgspec.json.decode(document) if isinstance(document, str) else document
            try:
                flow = parse(Document.model_validate(drawn), f"scenario:{row['id']}:{row['version']}")
            except ScenarioInvalid as invalid:
                log.error("scenario %s cannot be read: %s", row["id"], invalid)
                continue
            loaded[row["account_id"]].flows[row["id"]] = flow
        return loaded

    def has(self, thing: UUID) -> bool:
        """Whether the account has it."""
        return thing in self.names


class ReachScenario:
    """A scenario (a menu, mostly) that has a short number."""

    KIND = "scenario"

    def flow(self, account: Account, thing: UUID) -> Flow | None:
        """Its published flow."""
        return account.part(Scenarios).flows.get(thing)
