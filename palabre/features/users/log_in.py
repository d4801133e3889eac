"""Logs a person in: the same answer in the same time for an unknown address and a wrong password."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Network, ip_address
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.users.models import Token, User
from palabre.kit.clock import clock
from palabre.kit.db import Database
from palabre.kit.errors import PalabreError
from palabre.kit.rows import find
from palabre.kit.security import digest, new_token
from palabre.kit.security_brake import Brake
from palabre.kit.security_passwords import verify_password

SESSION_LASTS = timedelta(days=14)
COLLEAGUES = 10  # people behind one address who mistype at the same time


class WrongLogin(PalabreError):
    """Address or password is wrong; which of them is not told."""

    code, status = "wrong_login", 401
    fr = "Adresse ou mot de passe incorrect."
    en = "Wrong address or password."


@dataclass(frozen=True)
class Attempt:
    """What was typed, and from which network address."""

    email: str
    password: str
    address: str


@dataclass(frozen=True)
class LoggedIn:
    """A new session."""

    user: User
    token: str
    expires_at: datetime


class Guesses:
    """How often one may try: a password from one address, and all passwords together from one address."""

    def __init__(self, limit: int, exempt: Sequence[IPv4Network]) -> None:
        self._limit = limit
        self._exempt = exempt
        self._brake = Brake()

    def attempt(self, attempt: Attempt) -> None:
        """Note an attempt. Raises TooManyGuesses."""
        if not self._is_exempt(attempt.address):
            self._brake.attempt((attempt.email, attempt.address), self._limit)
            self._brake.attempt(attempt.address, self._limit * COLLEAGUES)

    def forgive(self, attempt: Attempt) -> None:
        """The password was right."""
        self._brake.forgive((attempt.email, attempt.address))

    def _is_exempt(self, address: str) -> bool:
        with suppress(ValueError):
            return any(ip_address(address) in network for network in self._exempt)
        return False


async def log_in(db: Database, guesses: Guesses, attempt: Attempt) -> LoggedIn:
    """Open a session. Raises WrongLogin, TooManyGuesses."""
    guesses.attempt(attempt)
    async with db.door() as door:
        found = await door.fetchrow("select * from door.login($1)", attempt.email.replace("\0", ""))
    if not await verify_password(found and found["password_hash"], attempt.password) or not found:
        raise WrongLogin()
    guesses.forgive(attempt)
    token, now = new_token("pls"), clock.now()
    async with db.session(found["account_id"]) as session:
        user = await find(session, User, found["user_id"])
        old = delete(Token).where(
            Token.account_id == user.account_id, Token.user_id == user.id, Token.expires_at < now
        )
        await session.execute(old)
        expires_at = now + SESSION_LASTS
        session.add(
            Token(user_id=user.id, kind="session", name="", hash=digest(token), expires_at=expires_at)
        )
    return LoggedIn(user, token, expires_at)


async def logged_in(session: AsyncSession, user_id: UUID, but: UUID) -> bool:
    """Whether a user is logged in in another browser too."""
    others = select(Token.id).where(
        Token.user_id == user_id, Token.kind == "session", Token.id != but, Token.expires_at > clock.now()
    )
    return await session.scalar(others.limit(1)) is not None
