"""The short numbers that the parking of an account needs."""

from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.parking.settings import numbers_of, settings_of


async def reserves(session: AsyncSession) -> frozenset[str]:
    """The park number and the slots."""
    settings = await settings_of(session)
    return frozenset(numbers_of(settings)) if settings.enabled else frozenset()
