"""Keeps what must be known after a restart: who is paused, who knows whom, who is to be called back."""

from palabre.calls.copier import Writer
from palabre.calls.facts import Fact
from palabre.features.queues import facts as happened

STATE = """
    insert into agent_states (account_id, agent_id, state, reason, since)
    select $1, $2, $3, $4, $5 where exists (select from accounts where id = $1)
    on conflict (account_id, agent_id) do update
        set state = excluded.state, reason = excluded.reason, since = excluded.since
"""
FAMILIAR = """
    insert into queue_familiar (account_id, queue_id, caller, agent_id, at)
    select $1, $2, $3, $4, $5 where exists (select from queues where id = $2 and account_id = $1)
    on conflict (account_id, queue_id, caller) do update set agent_id = excluded.agent_id, at = excluded.at
"""
ASKED = """
    insert into queue_call_backs (account_id, id, queue_id, caller, joined, priority, tries)
    select $1, $2, $3, $4, $5::text::timestamptz, $6, $7
    where exists (select from queues where id = $3 and account_id = $1)
    on conflict do nothing
"""
BEGUN = "delete from queue_call_backs where account_id = $1 and id = $2"


async def hear(writer: Writer, facts: list[Fact]) -> None:
    """In the transaction that keeps the facts."""
    for fact in facts:
        data = fact.data
        match fact.kind:
            case happened.AGENT_STATE:
                state = data["state"], data["reason"]
                await writer.execute(STATE, fact.account, data["agent"], *state, fact.at)
            case happened.AGENT_PAUSED:
                await writer.execute(STATE, fact.account, data["agent"], "paused", data["reason"], fact.at)
            case happened.SERVED if data.get("caller"):
                who = data["queue"], data["caller"], data["agent"]
                await writer.execute(FAMILIAR, fact.account, *who, fact.at)
            case happened.CALL_BACK_BEGUN:
                await writer.execute(BEGUN, fact.account, data["id"])
            case happened.CALL_BACK_ASKED | happened.CALL_BACK_DONE if data.get("again", True):
                wanted = data["id"], data["queue"], data["caller"], data["joined"], data["priority"]
                await writer.execute(ASKED, fact.account, *wanted, data["tries"])
