"""Which digits may become a short number."""

from collections.abc import Collection, Container, Iterable

from palabre.features.numbers.normalise import is_emergency
from palabre.kit.errors import PalabreError
from palabre.routing.codes import usual_digits

SHORTEST, LONGEST = 1, 6
USUAL_LENGTH = 3


class DigitsWrong(PalabreError):
    """Not one to six digits."""

    code, status = "short_number_wrong", 422
    fr = "Un numéro court a de 1 à 6 chiffres."
    en = "A short number has 1 to 6 digits."


class FeatureCodeTaken(PalabreError):
    """The digits begin with a code that phones dial for a feature."""

    code, status = "feature_code", 409
    fr = "Le numéro court {digits} est réservé : {feature_code} est un code de service."
    en = "The short number {digits} is reserved: {feature_code} is a feature code."


class EmergencyNumber(PalabreError):
    """The digits call for help in the account's country."""

    code, status = "emergency_number", 409
    fr = "Le numéro court {digits} est réservé aux appels d'urgence."
    en = "The short number {digits} is reserved for emergency calls."


class NoFreeNumber(PalabreError):
    """Every short number of the wanted length is in use."""

    code, status = "no_free_short_number", 409
    fr = "Il n'y a plus de numéro court libre à {length} chiffres."
    en = "There is no free short number of {length} digits left."


def refusal(digits: str, country: str, codes: Iterable[str] | None = None) -> PalabreError | None:
    """Why these digits can be nobody's short number in a country; None when they can.

    `codes` are what the account's feature codes begin with, the usual ones when none are given.
    """
    if not (SHORTEST <= len(digits) <= LONGEST and digits.isascii() and digits.isdigit()):
        return DigitsWrong(field="number")
    code = next(
        (code for code in (usual_digits() if codes is None else codes) if digits.startswith(code)), None
    )
    if code:
        return FeatureCodeTaken(field="number", digits=digits, feature_code=code)
    if is_emergency(digits, country):
        return EmergencyNumber(field="number", digits=digits)
    return None


def first_free(
    taken: Container[str],
    country: str,
    length: int = USUAL_LENGTH,
    codes: Collection[str] | None = None,
    start: str = "",
) -> str:
    """The lowest free short number from `start` on, else without a 0 in front: from 100 with three digits.

    Raises NoFreeNumber.
    """
    for candidate in range(int(start or 10 ** (length - 1)), 10**length):
        digits = f"{candidate:0{length}}"
        if digits not in taken and refusal(digits, country, codes) is None:
            return digits
    raise NoFreeNumber(length=length)
