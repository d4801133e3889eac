"""Sends nothing: messages stay in the table, where the API shows them. Until there is a contract."""

from palabre.features.sms.provider import Outgoing
from palabre.kit.outside import Outside


async def send(message: Outgoing, outside: Outside) -> str | None:
    """Nothing more to do."""
    return None
