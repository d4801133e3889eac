"""What is outside of an extension: a number or SIP address that calls can be sent to, or nothing."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import numbers, outbound
from palabre.features.accounts import country_of
from palabre.features.extensions.models import Device, Extension
from palabre.kit.errors import PalabreError


class OutsideWrong(PalabreError):
    """Not a number or an address that the kind of extension can ring."""

    code, status = "outside_wrong", 422
    fr = "« {outside} » ne convient pas : un numéro de téléphone, ou sip:nom@serveur pour un poste externe."
    en = "“{outside}” will not do: a telephone number, or sip:name@server for an external extension."


class OutsideForNothing(PalabreError):
    """An internal extension rings its own phones only."""

    code, status = "outside_for_nothing", 422
    fr = "Un poste interne n'a pas de numéro extérieur."
    en = "An internal extension has no number outside."


class OutsideOneself(PalabreError):
    """A number of the company itself: its calls would go out and come in again, for ever."""

    code, status = "outside_oneself", 409
    fr = "{outside} est un numéro de votre entreprise : l'appel reviendrait."
    en = "{outside} is a number of your company: the call would come back."


class OnlyOutside(PalabreError):
    """An external extension has no phones of its own."""

    code, status = "only_outside", 409
    fr = "Un poste externe n'a pas d'appareils."
    en = "An external extension has no devices."


def in_one_form(kind: str, outside: str | None, country: str) -> str | None:
    """What is outside, as it is kept: an address, or a number in E.164; None for an internal extension.

    Raises OutsideWrong, OutsideForNothing.
    """
    if kind == "internal":
        if outside is not None:
            raise OutsideForNothing(field="outside")
        return None
    if kind == "external" and outside is not None and outbound.is_address(outside):
        return outside
    number = numbers.e164(outside, country) if outside else None
    if number is None:
        raise OutsideWrong(field="outside", outside=(outside or "")[:40])
    return number


async def check_outside(session: AsyncSession, extension: Extension) -> None:
    """Bring it into one form. Raises OutsideWrong, OutsideForNothing, OutsideOneself, OnlyOutside."""
    with session.no_autoflush:  # what was written is not fit for the database before it is checked
        country = await country_of(session)
    extension.outside = in_one_form(extension.kind, extension.outside, country)
    if extension.outside is not None and await numbers.is_own(session, extension.outside):
        raise OutsideOneself(field="outside", outside=extension.outside)
    phones = select(Device.id).where(Device.extension_id == extension.id)
    if extension.kind == "external" and await session.scalar(phones.limit(1)):
        raise OnlyOutside(field="kind")
