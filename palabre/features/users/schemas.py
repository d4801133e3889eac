"""The shapes of users, logins and tokens in the API."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, StringConstraints

from palabre.kit.inputs import Email, Input, Language, Name, Output, Password, untouched
from palabre.kit.security import UserRole

# A login takes what was once a valid password, so the limits are only those of the work it makes.
Typed = Annotated[str, StringConstraints(max_length=200)]


class Login(Input):
    """E-mail address and password."""

    email: Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True, max_length=254)]
    password: Typed


class UserNew(Input):
    """A user to be added; an employee may be tied to his extension."""

    email: Email
    name: Name
    password: Password
    role: UserRole = "employee"
    language: Language = "fr"
    extension_id: UUID | None = None


class UserChange(Input):
    """What an administrator can change of a user."""

    email: Email = untouched()
    name: Name = untouched()
    password: Password = untouched()
    role: UserRole = untouched()
    language: Language = untouched()
    extension_id: UUID | None = untouched()


class MeChange(Input):
    """What a user can change of himself; a new password needs the present one.

    `returns_to_queues`: who has logged out gets calls from queues again as soon as he logs in.
    """

    name: Name = untouched()
    returns_to_queues: bool = untouched()
    language: Language = untouched()
    password: Password = untouched()
    current_password: Typed = untouched()


class UserOut(Output):
    """A user."""

    id: UUID
    email: str
    name: str
    role: UserRole
    language: Language
    extension_id: UUID | None
    returns_to_queues: bool
    created_at: datetime
    updated_at: datetime


class AccountBrief(Output):
    """The account that a user belongs to."""

    id: UUID
    name: str
    domain: str
    state: Literal["active", "suspended"]


class Me(UserOut):
    """The user who asks, and his account."""

    account: AccountBrief


class SessionOut(Output):
    """A login: the token is also set as a cookie, which browsers cannot read by script."""

    token: str
    expires_at: datetime
    user: UserOut


class TokenNew(Input):
    """A token for a program that acts as this user; without `expires_at` it holds until it is deleted."""

    name: Name
    expires_at: AwareDatetime | None = None


class TokenOut(Output):
    """A login or a program's token, without its secret."""

    id: UUID
    kind: Literal["session", "api"]
    name: str
    expires_at: datetime | None
    last_used_at: datetime | None
    created_at: datetime


class TokenMade(TokenOut):
    """A new token with its secret, which is shown only this once."""

    token: str
