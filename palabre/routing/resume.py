"""Where a call goes on after a restart of the call process."""

from collections.abc import Mapping
from uuid import UUID

import asyncpg

from palabre.calls.adopt import Left
from palabre.calls.call import Call
from palabre.calls.directory import Directory
from palabre.kit import discover
from palabre.routing.flow import Document, Flow, parse
from palabre.routing.plan import flow_by_key
from palabre.routing.walk import Act, Begin, Do, Resumed, TalkOn, Target

VERSION = """
    select document from scenario_versions
    where account_id = $1 and scenario_id = $2 and version = $3
"""


async def flows_of(
    lefts: list[Left], directory: Directory, pool: "asyncpg.Pool[asyncpg.Record]"
) -> dict[str, Flow]:
    """The flows that interrupted calls were in, in the versions that they began with."""
    flows: dict[str, Flow] = {}
    for left in lefts:
        account = directory.accounts.get(left.facts[0].account)
        if account is None or left.flow is None or left.flow in flows:
            continue
        flow = flow_by_key(account, left.flow)
        if flow is None or flow.key != left.flow:
            flow = await _version(pool, account.id, left.flow)
        if flow is not None:
            flows[left.flow] = flow
    return flows


async def _version(pool: "asyncpg.Pool[asyncpg.Record]", account: object, key: str) -> Flow | None:
    kind, _, rest = key.partition(":")
    scenario, _, version = rest.partition(":")
    if kind != "scenario":
        return None
    document = await pool.fetchval(VERSION, account, UUID(scenario), int(version))
    return parse(Document.model_validate(document), key) if document else None


def resume(call: Call, left: Left, flows: Mapping[str, Flow]) -> Target:
    """A conversation goes on; a step begins anew; a call without a place ends."""
    flow = flows.get(left.flow or "")
    begin = None if flow is None or left.step not in flow.steps else Begin(flow, left.step)
    if left.talking_with is None:
        return Resumed(begin)
    act = None if begin else _goes_on(call, left.talking_with)
    return Do(act) if act else TalkOn(left.talking_with, begin)


def _goes_on(call: Call, party: str) -> Act | None:
    """How a feature goes on with a call of its own making, in a conversation with a party."""
    found = (each.go_on(call, party) for each in discover.modules("palabre.features", "go_on"))
    return next((each for each in found if each is not None), None)
