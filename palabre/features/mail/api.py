"""Routes of the account's e-mails."""

from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy import select, tuple_

from palabre.features.mail.models import Mail
from palabre.features.mail.schemas import MailOut, MailState
from palabre.kit.access import Read
from palabre.kit.rows import Page, Pages, find

router = APIRouter(tags=["mails"], prefix="/mails")


@router.get("")
async def list_mails(
    access: Read, paging: Pages, state: Annotated[MailState | None, Query()] = None
) -> Page[MailOut]:
    """The account's e-mails of the last month, newest first."""
    query = select(Mail)
    if state is not None:
        query = query.where(Mail.state == state)
    age = tuple_(Mail.created_at, Mail.id)
    if paging.cursor:
        last = await find(access.session, Mail, paging.cursor, "cursor")
        query = query.where(age < (last.created_at, last.id))
    query = query.order_by(Mail.created_at.desc(), Mail.id.desc()).limit(paging.limit + 1)
    rows = list(await access.session.scalars(query))
    items = [MailOut.model_validate(each) for each in rows[: paging.limit]]
    return Page(items=items, next=str(items[-1].id) if len(rows) > paging.limit else None)
