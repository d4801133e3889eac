"""Routes of the account's e-mails."""

from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy import select

from palabre.features.mail.models import Mail
from palabre.features.mail.schemas import MailOut, MailState
from palabre.kit.access import Read
from palabre.kit.rows import Page, Pages, turn_back

router = APIRouter(tags=["mails"], prefix="/mails")


@router.get("")
async def list_mails(
    access: Read, paging: Pages, state: Annotated[MailState | None, Query()] = None
) -> Page[MailOut]:
    """The account's e-mails of the last month, newest first."""
    query = select(Mail)
    if state is not None:
        query = query.where(Mail.state == state)
    rows, following = await turn_back(access.session, query, Mail, paging)
    return Page(items=[MailOut.model_validate(each) for each in rows], next=following)
