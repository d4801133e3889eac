"""Finds out what somebody means who names a target, and shows targets as people know them."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import numbers
from palabre.features.accounts import country_of
from palabre.features.forwarding.schemas import ForwardTargetIn, ForwardTargetOut
from palabre.features.forwarding.snapshot import OUTSIDE
from palabre.kit.db import account_of
from palabre.kit.errors import NotFound, PalabreError
from palabre.routing.plan import reachables
from palabre.routing.things import by_id

SEPARATORS = str.maketrans("", "", " \u00a0\u202f\t.-()/")


class ForwardTargetMissing(PalabreError):
    """A target that names nothing."""

    code, status = "forward_target_missing", 422
    fr = "Indiquez vers où renvoyer : un numéro court, un numéro de téléphone, ou un élément."
    en = "Say where to forward to: a short number, a telephone number, or a thing."


class ForwardTargetWrong(PalabreError):
    """Digits that are neither a short number in use nor a telephone number."""

    code, status = "forward_target_wrong", 422
    fr = "« {to} » n'est ni un numéro court attribué ni un numéro de téléphone."
    en = "“{to}” is neither a short number in use nor a telephone number."


class ForwardToOneself(PalabreError):
    """An extension that forwards to itself."""

    code, status = "forward_to_oneself", 422
    fr = "Un poste ne peut pas renvoyer vers lui-même."
    en = "An extension cannot forward to itself."


class ForwardToOwnNumber(PalabreError):
    """A public number of the company: the call would go out and come in again."""

    code, status = "forward_to_own_number", 422
    fr = "{to} est un numéro de votre entreprise : indiquez le numéro court ou le scénario."
    en = "{to} is a number of your company: name the short number or the scenario instead."


class ForwardToEmergency(PalabreError):
    """An emergency number is no place to send one's callers to."""

    code, status = "forward_to_emergency", 422
    fr = "Les appels ne peuvent pas être renvoyés vers un numéro d'urgence ({to})."
    en = "Calls cannot be forwarded to an emergency number ({to})."


class ForwardTargetNotLast(PalabreError):
    """A target that keeps the call."""

    code, status = "forward_target_not_last", 422
    fr = "« {name} » garde l'appel : il ne peut être que la dernière destination, et pas en simultané."
    en = "“{name}” keeps the call: it can only be the last target, and not one of several at once."


Stored = dict[str, Any]


async def understood(
    session: AsyncSession, extension: UUID, wanted: Sequence[ForwardTargetIn], together: bool
) -> list[Stored]:
    """Targets as the table holds them. Raises NotFound and the errors above."""
    found = [await _understood(session, extension, each, place) for place, each in enumerate(wanted)]
    check_order(found, together)
    return found


def check_order(targets: Sequence[Stored], together: bool) -> None:
    """Raises ForwardTargetNotLast."""
    for place, each in enumerate(targets):
        rings = each["kind"] in (OUTSIDE, "extension")
        if not rings and len(targets) > 1 and (together or place < len(targets) - 1):
            raise ForwardTargetNotLast(field=f"targets.{place}", name=each["kind"])


async def _understood(session: AsyncSession, extension: UUID, each: ForwardTargetIn, place: int) -> Stored:
    rings = {"seconds": each.seconds, "asks": each.press_to_accept}
    field = f"targets.{place}.to"
    if each.target_id is not None:
        thing = (await by_id(session, [each.target_id])).get(each.target_id)
        if thing is None:
            raise NotFound(field=f"targets.{place}.target_id", what=str(each.target_id))
        return _inside(extension, thing.kind, thing.id, f"targets.{place}.target_id") | rings
    if each.to is None:
        raise ForwardTargetMissing(field=field)
    digits = each.to.translate(SEPARATORS)
    short = await _short(session, digits)
    if short is not None:
        return _inside(extension, *short, field) | rings
    return {"kind": OUTSIDE, "id": None, "outside": await _outside(session, digits, field)} | rings


def _inside(extension: UUID, kind: str, thing: UUID, field: str) -> Stored:
    if thing == extension:
        raise ForwardToOneself(field=field)
    kind = KINDS.get(kind, kind)
    if kind not in reachables():
        raise ForwardTargetWrong(field=field, to=kind)
    return {"kind": kind, "id": str(thing), "outside": None}


KINDS = {"fax_line": "fax"}
"""What things are called in the numbering plan, where their table has another name."""


async def _short(session: AsyncSession, digits: str) -> tuple[str, UUID] | None:
    query = text("select kind, target_id from short_numbers where account_id = :a and digits = :digits")
    values = {"a": account_of(session), "digits": digits}
    row = (await session.execute(query, values)).one_or_none()
    return (row.kind, row.target_id) if row else None


async def _outside(session: AsyncSession, digits: str, field: str) -> str:
    country = await country_of(session)
    if numbers.is_emergency(digits, country):
        raise ForwardToEmergency(field=field, to=digits)
    number = numbers.e164(digits, country)
    if number is None:
        raise ForwardTargetWrong(field=field, to=digits)
    if await numbers.is_own(session, number):
        raise ForwardToOwnNumber(field=field, to=number)
    return number


async def shown(session: AsyncSession, rules: Iterable[Sequence[Stored]]) -> dict[str, ForwardTargetOut]:
    """Every target of several rules as people know it, by its id or number, without its times."""
    stored = {each["id"] or each["outside"]: each for targets in rules for each in targets}
    things = await by_id(session, [UUID(each["id"]) for each in stored.values() if each["id"]])
    found = {}
    for key, each in stored.items():
        thing = things.get(UUID(each["id"])) if each["id"] else None
        found[key] = ForwardTargetOut(
            to=thing.digits if thing else each["outside"],
            kind=each["kind"],
            target_id=thing.id if thing else None,
            name=thing.name if thing else each["outside"] or "",
            seconds=each["seconds"],
            press_to_accept=each["asks"],
        )
    return found
