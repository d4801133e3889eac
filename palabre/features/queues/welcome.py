"""What a new account gets: one queue that all its subscribers answer."""

from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.queues.keep import add_queue
from palabre.features.queues.schemas import QueueNew
from palabre.kit.errors import Language

NAMES: dict[Language, str] = {"fr": "File principale", "en": "Main queue"}


async def furnish(session: AsyncSession, language: Language) -> None:
    """The default queue; it has no short number until somebody gives it one."""
    await add_queue(session, QueueNew(name=NAMES[language], everybody=True))
