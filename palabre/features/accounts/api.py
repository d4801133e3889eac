"""Routes of accounts: one's own, and for the operator those of others."""

from fastapi import APIRouter

from palabre.features import numbers
from palabre.features.accounts.find import account
from palabre.features.accounts.open_account import open_account
from palabre.features.accounts.schemas import AccountChange, AccountNew, AccountOut
from palabre.kit.access import Bearer, Edit, Look, Opened
from palabre.kit.db import changed
from palabre.kit.rows import change, save
from palabre.kit.security import NotLoggedIn, digest

router = APIRouter(tags=["accounts"])


@router.post("/accounts", status_code=201)
async def create_account(web: Opened, bearer: Bearer, new: AccountNew) -> AccountOut:
    """Open an account with its owner; needs a token of the operator."""
    async with web.db.door() as door:
        known = bearer and await door.fetchrow("select * from door.operator($1)", digest(bearer.credentials))
    if not known:
        raise NotLoggedIn()
    made, _ = await open_account(web.db, new, web.settings.base_domain)
    return AccountOut.model_validate(made)


@router.get("/account")
async def get_account(access: Look) -> AccountOut:
    """One's own account."""
    return AccountOut.model_validate(await account(access.session))


@router.patch("/account")
async def change_account(access: Edit, wanted: AccountChange) -> AccountOut:
    """Rename the account, or set its language, country or time zone."""
    own = await account(access.session)
    if wanted.country and wanted.country != own.country:
        await numbers.check_country(access.session, wanted.country)
    change(own, wanted.sent())
    await save(access.session)
    changed(access.session)
    return AccountOut.model_validate(own)
