"""Keeps what phones have switched."""

from palabre.calls.copier import Writer
from palabre.calls.facts import Fact
from palabre.features.extensions.switch_disturb import DISTURB_SWITCHED
from palabre.kit.bus import publish_with

SWITCH = """
    update extensions set do_not_disturb = $3, updated_at = $4 where account_id = $1 and id = $2
"""


async def hear(writer: Writer, facts: list[Fact]) -> None:
    """In the transaction that keeps the facts; every process then reads the account anew."""
    for fact in facts:
        if fact.kind == DISTURB_SWITCHED:
            await writer.execute(SWITCH, fact.account, fact.data["extension"], fact.data["on"], fact.at)
            await publish_with(writer, "config", {"account": str(fact.account)})
