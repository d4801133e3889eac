"""The account that a session belongs to."""

from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.accounts.models import Account
from palabre.kit.db import account_of
from palabre.kit.rows import find


async def account(session: AsyncSession) -> Account:
    """The session's own account."""
    return await find(session, Account, account_of(session))


async def country_of(session: AsyncSession) -> str:
    """The country whose dialling habits the account follows, as two letters."""
    return (await account(session)).country
