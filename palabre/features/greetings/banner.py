"""The emergency banner of an account: set with one request, gone by itself."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.greetings.keep import check_owned, make_sound, save_or_remove
from palabre.features.greetings.models import Banner
from palabre.features.greetings.schemas import BannerNew
from palabre.features.greetings.sounds import remove
from palabre.kit.clock import clock
from palabre.kit.db import account_of, after_commit, changed
from palabre.kit.rows import save
from palabre.kit.tables import new_id


async def set_banner(session: AsyncSession, new: BannerNew, by: UUID, home: Path) -> Banner:
    """Let all callers hear something first, in place of a banner set before. Raises NotFound."""
    await check_owned(session, new.greeting_id)
    await end_banner(session, home)
    account = {"account": account_of(session)}
    # by their tables: users and accounts stand beside this feature
    language = await session.scalar(text("select language from accounts where id = :account"), account)
    name = await session.scalar(text("select name from users where id = :user"), {"user": by})
    banner = Banner(
        id=new_id(),
        account_id=account_of(session),
        source="text",
        speed=1.0,
        mode=new.mode,
        language=new.language or language,
        text=new.text,
        greeting_id=new.greeting_id,
        set_by=by,
        set_by_name=name or "",
        ends_at=clock.now() + timedelta(hours=new.hours),
    )
    if new.text:
        await make_sound(banner, home)
    session.add(banner)
    await save_or_remove(session, banner.file, home)
    changed(session)
    return banner


async def current_banner(session: AsyncSession) -> Banner | None:
    """The banner that callers hear now."""
    banner = await session.scalar(select(Banner))
    return banner if banner is not None and clock.now() < banner.ends_at else None


async def end_banner(session: AsyncSession, home: Path) -> None:
    """No banner from now on; none set is no error."""
    banner = await session.scalar(select(Banner))
    if banner is not None:
        file = banner.file
        await session.delete(banner)
        await save(session)
        after_commit(session, lambda: remove(file, home))
        changed(session)
