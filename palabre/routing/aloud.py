"""How values sound: a voice would read a telephone number as billions."""

import re
from datetime import date

from palabre.calls.variables import Value, text_of
from palabre.kit.errors import Language

NUMBER = re.compile(r"\+?[0-9]{5,32}")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
MONTHS: dict[Language, str] = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}


def aloud(value: Value, language: Language) -> str:
    """A value in words that a voice says as a person would."""
    french = language == "fr"
    if isinstance(value, bool):
        return ("oui" if value else "non") if french else ("yes" if value else "no")
    text = text_of(value)
    if isinstance(value, float):
        return text.replace(".", ",") if french else text
    if isinstance(value, str):
        if NUMBER.fullmatch(text):
            return " ".join(text.removeprefix("+"))
        if DATE.fullmatch(text):
            return _day(text, language)
        if clock := TIME.fullmatch(text):
            return _time(int(clock[1]), int(clock[2]), french)
    return text


def _day(text: str, language: Language) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    month = MONTHS[language].split()[day.month - 1]
    if language == "fr":
        return f"{'1er' if day.day == 1 else day.day} {month} {day.year}"
    return f"{month} {day.day}, {day.year}"


def _time(hour: int, minute: int, french: bool) -> str:
    if french:
        return f"{hour} heure{'s' if hour > 1 else ''} {minute or ''}".strip()
    return f"{hour} {f'{minute:02}' if minute else 'o’clock'}"
