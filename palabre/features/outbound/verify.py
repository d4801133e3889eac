"""Proves that a number at another operator is one's own: a code goes to it, and must come back."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import numbers
from palabre.features.accounts import account
from palabre.features.outbound.models import OutgoingRule, VerifiedNumber
from palabre.features.outbound.schemas import VerifiedNumberNew
from palabre.kit.clock import clock
from palabre.kit.db import account_of, announce, changed
from palabre.kit.errors import Language, PalabreError
from palabre.kit.rows import InUse, TooManyThings, find, save
from palabre.kit.tables import new_id

CODE_LASTS = timedelta(minutes=10)
WRONG_CODES, CODES, NUMBERS = 5, 5, 50
TEXT: dict[Language, str] = {
    "fr": "{code} est votre code Palabre. {name} veut présenter ce numéro lors de ses appels.",
    "en": "{code} is your Palabre code. {name} wants to show this number on its calls.",
}
SEND = """
    insert into sms_messages (id, account_id, sender, recipient, text, encoding, parts, created_at, due_at,
        patience_until, updated_at)
    values (:id, :account, 'Palabre', :recipient, :text, 'gsm7', 1, :now, :now, :until, :now)
"""


class NumberVerifiedAlready(PalabreError):
    """The account has the number among its own or its verified ones."""

    code, status = "number_known", 409
    fr = "Le numéro {number} est déjà dans votre compte."
    en = "The number {number} is in your account already."


class NumberUnfit(PalabreError):
    """Not a telephone number that a text message could reach."""

    code, status = "number_unfit", 422
    fr = "« {number} » n'est pas un numéro de téléphone."
    en = "“{number}” is not a telephone number."


class CodeWrong(PalabreError):
    """Not the code that was sent, or too late, or too often tried."""

    code, status = "code_wrong", 422
    fr = "Ce code n'est pas le bon, ou il n'est plus valable : demandez-en un autre."
    en = "This is not the code, or it is no longer valid: ask for another one."


class CodesSpent(PalabreError):
    """A number is not to be flooded with messages."""

    code, status = "too_many_codes", 429
    fr = "{limit} codes ont déjà été envoyés à ce numéro. Supprimez-le pour recommencer demain."
    en = "{limit} codes have been sent to this number already. Delete it to begin again tomorrow."


async def add_verified(session: AsyncSession, new: VerifiedNumberNew) -> VerifiedNumber:
    """Send a code to a number. Raises NumberUnfit, NumberVerifiedAlready, TooManyThings."""
    own = await account(session)
    number = numbers.e164(new.e164, own.country)
    if number is None:
        raise NumberUnfit(field="e164", number=new.e164)
    taken = NumberVerifiedAlready(field="e164", number=number)
    if await numbers.is_own(session, number):
        raise taken
    if (await session.scalar(select(func.count()).select_from(VerifiedNumber)) or 0) >= NUMBERS:
        raise TooManyThings(limit=NUMBERS)
    row = VerifiedNumber(e164=number, name=new.name)
    session.add(row)
    await save(session, verified_numbers_e164=taken)
    await _send(session, row)
    return row


async def send_again(session: AsyncSession, number_id: UUID) -> VerifiedNumber:
    """Send another code. Raises NotFound, CodesSpent."""
    row = await find(session, VerifiedNumber, number_id)
    await _send(session, row)
    return row


async def confirm(session: AsyncSession, number_id: UUID, code: str) -> VerifiedNumber | None:
    """The number, verified; None for a wrong code, which counts. Raises NotFound."""
    row = await find(session, VerifiedNumber, number_id)
    await session.refresh(row, with_for_update=True)
    alive = row.code_expires_at is not None and clock.now() < row.code_expires_at
    good = alive and row.wrong_codes < WRONG_CODES and row.code_digest is not None
    if not good or not secrets.compare_digest(row.code_digest or b"", _digest(row.id, code)):
        row.wrong_codes += 1
        await save(session)
        return None
    row.verified_at, row.code_digest, row.code_expires_at = clock.now(), None, None
    await save(session)
    changed(session)
    return row


async def remove_verified(session: AsyncSession, number_id: UUID) -> None:
    """Show a number no more. Raises NotFound, InUse."""
    row = await find(session, VerifiedNumber, number_id)
    if await session.scalar(select(OutgoingRule.id).where(OutgoingRule.verified_number_id == number_id)):
        raise InUse(name=row.e164, user="outgoing rule")
    await session.delete(row)
    changed(session)


async def _send(session: AsyncSession, row: VerifiedNumber) -> None:
    if row.codes_sent >= CODES:
        raise CodesSpent(limit=CODES)
    own, now = await account(session), clock.now()
    code = f"{secrets.randbelow(10**6):06}"
    row.code_digest, row.code_expires_at = _digest(row.id, code), now + CODE_LASTS
    row.wrong_codes, row.codes_sent = 0, row.codes_sent + 1
    await save(session)
    language: Language = "en" if own.language == "en" else "fr"
    message = TEXT[language].format(code=code, name=own.name)
    values = {"id": new_id(), "account": account_of(session), "recipient": row.e164, "text": message}
    await session.execute(text(SEND), {**values, "now": now, "until": now + CODE_LASTS})
    announce(session, "facts")


def _digest(number: UUID, code: str) -> bytes:
    return hashlib.sha256(number.bytes + code.encode()).digest()
