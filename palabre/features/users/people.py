"""Adds people to an account, changes them and lets them go."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.users.models import Token, User
from palabre.features.users.schemas import UserNew
from palabre.kit.db import account_of
from palabre.kit.errors import NotFound, PalabreError
from palabre.kit.rows import change, find, save
from palabre.kit.security import Forbidden, UserRole, Who
from palabre.kit.security_passwords import hash_password
from palabre.kit.tables import new_id

NO_PASSWORD = "!"
"""What no password leads to."""


class EmailTaken(PalabreError):
    """Somebody of the installation logs in with the address."""

    code, status = "email_taken", 409
    fr = "L'adresse {email} est déjà utilisée."
    en = "The address {email} is already in use."


class LastOwner(PalabreError):
    """An account always has an owner."""

    code, status = "last_owner", 409
    fr = "Le compte doit garder au moins un propriétaire."
    en = "The account must keep at least one owner."


class NotOneself(PalabreError):
    """Nobody deletes himself."""

    code, status = "not_oneself", 409
    fr = "On ne peut pas se supprimer soi-même."
    en = "You cannot delete yourself."


def may_manage(actor: Who, role: UserRole) -> bool:
    """Whether somebody may create, change or delete users of a role: owners are a matter of owners."""
    return actor.may("own") or (actor.may("edit") and role != "owner")


async def add_user(session: AsyncSession, new: UserNew, actor: Who | None = None) -> User:
    """Add a user. Raises EmailTaken, Forbidden for a role that the actor cannot give, NotFound."""
    if actor and not may_manage(actor, new.role):
        raise Forbidden(field="role")
    await _check_extension(session, new.extension_id)
    fields = new.model_dump(exclude={"password"})
    user = User(**fields, password_hash=await hash_password(new.password))
    session.add(user)
    await save(session, users_email_key=EmailTaken(field="email", email=new.email))
    return user


async def add_employees(
    session: AsyncSession, people: Mapping[str, tuple[str, UUID]], language: str
) -> set[str]:
    """Tie employees to extensions by their e-mail addresses: address → name and extension.

    Who is not there yet is added, and cannot log in before an administrator gives him a password. Returns the
    addresses that are somebody's of another account.
    """
    own = {each.email: each for each in await session.scalars(select(User).where(User.email.in_(people)))}
    for email, user in own.items():
        user.extension_id = people[email][1]
    fresh = [
        {
            **{"id": new_id(), "account_id": account_of(session), "email": email, "name": name},
            **{"extension_id": extension, "password_hash": NO_PASSWORD, "role": "employee"},
            "language": language,
        }
        for email, (name, extension) in people.items()
        if email not in own
    ]
    if not fresh:
        return set()
    await session.flush()
    adding = insert(User).on_conflict_do_nothing(index_elements=[User.email]).returning(User.email)
    added = set(await session.scalars(adding, fresh))
    return people.keys() - own.keys() - added


async def change_user(session: AsyncSession, user_id: UUID, wanted: dict[str, Any], actor: Who) -> User:
    """Change a user; a new password ends his sessions. Raises Forbidden, LastOwner, EmailTaken, NotFound."""
    user = await find(session, User, user_id)
    role: UserRole = wanted.get("role", user.role)
    if not may_manage(actor, user.role) or not may_manage(actor, role):
        raise Forbidden(field="role")
    if user.role == "owner" and role != "owner":
        await _keep_an_owner(session)
    await _check_extension(session, wanted.get("extension_id"))
    if password := wanted.pop("password", None):
        await set_password(session, user, password)
    change(user, wanted)
    await save(session, users_email_key=EmailTaken(field="email", email=wanted.get("email")))
    return user


async def set_password(session: AsyncSession, user: User, password: str, keep: UUID | None = None) -> None:
    """Give a user a new password and log out his browsers, except the session `keep`."""
    user.password_hash = await hash_password(password)
    await session.execute(
        delete(Token).where(
            Token.account_id == user.account_id,
            Token.user_id == user.id,
            Token.kind == "session",
            Token.id != keep if keep else text("true"),
        )
    )


async def remove_user(session: AsyncSession, user_id: UUID, actor: Who) -> None:
    """Delete a user with his tokens. Raises Forbidden, NotOneself, LastOwner, NotFound."""
    user = await find(session, User, user_id)
    if user.id == actor.user:
        raise NotOneself()
    if not may_manage(actor, user.role):
        raise Forbidden()
    if user.role == "owner":
        await _keep_an_owner(session)
    await session.delete(user)
    await save(session)


async def name_of(session: AsyncSession, user_id: UUID) -> str:
    """What a user is called. Raises NotFound."""
    return (await find(session, User, user_id)).name


async def _keep_an_owner(session: AsyncSession) -> None:
    owners = select(User.id).where(User.role == "owner").with_for_update()
    if len((await session.scalars(owners)).all()) < 2:
        raise LastOwner()


async def _check_extension(session: AsyncSession, extension: UUID | None) -> None:
    # by its table: the extensions' feature stands on this one
    known = "select true from extensions where account_id = :account and id = :extension"
    values = {"account": account_of(session), "extension": extension}
    if extension and not await session.scalar(text(known), values):
        raise NotFound(field="extension_id", what=str(extension))
