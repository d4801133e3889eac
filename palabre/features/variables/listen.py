"""Keeps in the database what calls have written into account-wide variables."""

from palabre.calls.copier import Writer
from palabre.calls.facts import Fact, Kind
from palabre.calls.variables import text_of

UPDATE = """
    update variables set value = $3, changed_at = $4, changed_by_call = $5
    where account_id = $1 and name = $2 and changed_at <= $4
"""


async def hear(writer: Writer, facts: list[Fact]) -> None:
    """In the transaction that keeps the facts; an older write does not undo a newer one."""
    for fact in facts:
        if fact.kind == Kind.VARIABLE_SET and fact.data["scope"] == "account":
            data = fact.data
            await writer.execute(
                UPDATE, fact.account, data["name"], text_of(data["value"]), fact.at, fact.call
            )
