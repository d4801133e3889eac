"""Who asks, and what he may do."""

import hashlib
import secrets
import string
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from palabre.kit.clock import clock
from palabre.kit.db import Database
from palabre.kit.errors import Language, PalabreError

UserRole = Literal["owner", "administrator", "employee"]
Right = Literal["look", "read", "edit", "own"]

RIGHTS: dict[UserRole, frozenset[Right]] = {
    "employee": frozenset({"look"}),
    "administrator": frozenset({"look", "read", "edit"}),
    "owner": frozenset({"look", "read", "edit", "own"}),
}
"""look: one's own extension and calls, the list of short numbers; read, edit: the account; own: owners."""


class NotLoggedIn(PalabreError):
    """No valid session or token came with the request."""

    code, status = "not_logged_in", 401
    fr = "Connectez-vous, ou envoyez un jeton valable."
    en = "Log in, or send a valid token."


class Forbidden(PalabreError):
    """The role of the user does not allow it."""

    code, status = "forbidden", 403
    fr = "Votre rôle ne le permet pas."
    en = "Your role does not allow this."


@dataclass(frozen=True)
class Who:
    """The user behind a request, and the token he came with."""

    user: UUID
    account: UUID
    role: UserRole
    language: Language
    extension: UUID | None
    token: UUID

    def may(self, right: Right) -> bool:
        """Whether his role gives a right."""
        return right in RIGHTS[self.role]


def new_token(prefix: str) -> str:
    """A token of 256 random bits; the prefix lets scanners recognise a leaked one."""
    return f"{prefix}_{secrets.token_urlsafe(32)}"


def digest(token: str) -> bytes:
    """What is stored of a token."""
    return hashlib.sha256(token.encode(errors="replace")).digest()


def new_secret() -> str:
    """A device's password: 20 letters and digits (119 bits), easy to type into a phone."""
    return "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(20))


async def recognise(db: Database, token: str | None) -> Who:
    """The user of a session or API token. Raises NotLoggedIn."""
    if not token:
        raise NotLoggedIn()
    async with db.door() as door:
        found = await door.fetchrow("select * from door.token($1, $2)", digest(token), clock.now())
    if found is None:
        raise NotLoggedIn()
    return Who(
        user=found["user_id"],
        account=found["account_id"],
        role=found["role"],
        language=found["language"],
        extension=found["extension_id"],
        token=found["token_id"],
    )
