"""Routes of logging in, of oneself, of the account's users and of tokens."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from sqlalchemy import func, select

from palabre.features import queues
from palabre.features.accounts import account
from palabre.features.users.log_in import Attempt, Guesses, WrongLogin, log_in, logged_in
from palabre.features.users.models import Token, User
from palabre.features.users.people import add_user, change_user, remove_user, set_password
from palabre.features.users.schemas import (
    AccountBrief,
    Login,
    Me,
    MeChange,
    SessionOut,
    TokenMade,
    TokenNew,
    TokenOut,
    UserChange,
    UserNew,
    UserOut,
)
from palabre.kit.access import COOKIE, Access, Edit, Look, Opened, Read, web_of
from palabre.kit.errors import NotFound
from palabre.kit.rows import Page, Pages, TooManyThings, change, find, save, turn
from palabre.kit.security import digest, new_token
from palabre.kit.security_passwords import verify_password

TOKENS = 50

router = APIRouter(tags=["users"])


def guesses_of(request: Request) -> Guesses:
    """How often who has tried to log in at this process."""
    state = request.app.state
    if not hasattr(state, "guesses"):
        chosen = web_of(request).settings
        state.guesses = Guesses(chosen.guess_limit, chosen.guess_exempt)
    guesses: Guesses = state.guesses
    return guesses


@router.post("/session", status_code=201)
async def create_session(
    web: Opened,
    request: Request,
    response: Response,
    login: Login,
    guesses: Annotated[Guesses, Depends(guesses_of)],
) -> SessionOut:
    """Log in with e-mail address and password."""
    address = request.client.host if request.client else ""
    made = await log_in(web.db, guesses, Attempt(login.email, login.password, address))
    if made.user.returns_to_queues:
        await queues.came_to_portal(web.bus, made.user.account_id, made.user.extension_id)
    response.set_cookie(
        COOKIE,
        made.token,
        expires=made.expires_at,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return SessionOut(token=made.token, expires_at=made.expires_at, user=UserOut.model_validate(made.user))


@router.delete("/session", status_code=204)
async def delete_session(access: Look, response: Response) -> None:
    """Log out: the session or token that came with the request ends."""
    token = await find(access.session, Token, access.who.token)
    await access.session.delete(token)
    if token.kind == "session" and not await logged_in(access.session, token.user_id, access.who.token):
        user = await find(access.session, User, token.user_id)
        await queues.left_portal(access.bus, access.who.account, user.extension_id)
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")


@router.get("/me")
async def get_me(access: Look) -> Me:
    """The user who asks, and his account."""
    return await _me(access, await find(access.session, User, access.who.user))


@router.patch("/me")
async def change_me(access: Look, wanted: MeChange) -> Me:
    """Change one's own name, language or password; a new password logs out one's other browsers."""
    user = await find(access.session, User, access.who.user)
    sent = wanted.sent()
    current = sent.pop("current_password", "")
    if password := sent.pop("password", None):
        if not await verify_password(user.password_hash, current):
            raise WrongLogin(field="current_password")
        await set_password(access.session, user, password, keep=access.who.token)
    change(user, sent)
    await save(access.session)
    return await _me(access, user)


async def _me(access: Access, user: User) -> Me:
    brief = AccountBrief.model_validate(await account(access.session))
    return Me(**UserOut.model_validate(user).model_dump(), account=brief)


@router.get("/users")
async def list_users(access: Read, paging: Pages) -> Page[UserOut]:
    """The people of the account."""
    rows, following = await turn(access.session, select(User), User, paging)
    return Page(items=[UserOut.model_validate(each) for each in rows], next=following)


@router.post("/users", status_code=201)
async def create_user(access: Edit, new: UserNew) -> UserOut:
    """Add a user; only an owner makes owners."""
    return UserOut.model_validate(await add_user(access.session, new, access.who))


@router.get("/users/{user_id}")
async def get_user(access: Read, user_id: UUID) -> UserOut:
    """One user."""
    return UserOut.model_validate(await find(access.session, User, user_id))


@router.patch("/users/{user_id}")
async def change_a_user(access: Edit, user_id: UUID, wanted: UserChange) -> UserOut:
    """Change a user; a new password logs out his browsers."""
    return UserOut.model_validate(await change_user(access.session, user_id, wanted.sent(), access.who))


@router.delete("/users/{user_id}", status_code=204)
async def delete_user(access: Edit, user_id: UUID) -> None:
    """Delete a user with his tokens; nobody deletes himself or the last owner."""
    await remove_user(access.session, user_id, access.who)


@router.get("/tokens")
async def list_tokens(access: Look, paging: Pages) -> Page[TokenOut]:
    """One's own logins and programs' tokens, without their secrets."""
    query = select(Token).where(Token.user_id == access.who.user)
    rows, following = await turn(access.session, query, Token, paging)
    return Page(items=[TokenOut.model_validate(each) for each in rows], next=following)


@router.post("/tokens", status_code=201)
async def create_token(access: Look, new: TokenNew) -> TokenMade:
    """Make a token for a program; it does what this user may do, and is shown only now."""
    own = select(func.count()).where(Token.user_id == access.who.user, Token.kind == "api")
    if (await access.session.scalar(own) or 0) >= TOKENS:
        raise TooManyThings(limit=TOKENS)
    secret = new_token("plb")
    token = Token(user_id=access.who.user, kind="api", hash=digest(secret), **new.model_dump())
    access.session.add(token)
    await save(access.session)
    return TokenMade(**TokenOut.model_validate(token).model_dump(), token=secret)


@router.delete("/tokens/{token_id}", status_code=204)
async def delete_token(access: Look, token_id: UUID) -> None:
    """End one of one's own logins or tokens."""
    token = await find(access.session, Token, token_id)
    if token.user_id != access.who.user:
        raise NotFound(what=str(token_id))
    await access.session.delete(token)
