"""What is said of messages: how many there are, when they came, and from whom."""

from datetime import datetime
from zoneinfo import ZoneInfo

from palabre.calls.call import Call
from palabre.features.voicemail.letters import Letter
from palabre.kit.errors import Language
from palabre.phone.port import Sound
from palabre.routing.aloud import MONTHS, aloud


async def counted(call: Call, counts: tuple[int, int]) -> Sound:
    """How many new and old messages there are."""
    said = _counted_fr(*counts) if call.language == "fr" else _counted_en(*counts)
    return await call.world.sounds.passing(said, call.language)


def _counted_fr(new: int, old: int) -> str:
    if not new and not old:
        return "Vous n'avez aucun message."
    fresh = f"{new or 'aucun'} nouveau{'x' if new > 1 else ''} message{'s' if new > 1 else ''}"
    past = f" et {old} ancien{'s' if old > 1 else ''}" if old else ""
    return f"Vous avez {fresh}{past}." if new else f"Vous n'avez {fresh}{past.replace(' et', ', mais')}."


def _counted_en(new: int, old: int) -> str:
    if not new and not old:
        return "You have no messages."
    past = f" and {old} old one{'s' if old > 1 else ''}" if old else ""
    return f"You have {new or 'no'} new message{'s' if new != 1 else ''}{past}."


async def numbered(call: Call, place: int) -> Sound:
    """Which of the messages follows."""
    return await call.world.sounds.spoken(f"Message {place}.", call.language)


async def details(call: Call, letter: Letter) -> Sound:
    """When a message came, and from which number."""
    at = letter.at.astimezone(ZoneInfo(call.account.time_zone))
    today = call.now().astimezone(ZoneInfo(call.account.time_zone))
    when = _when(at, today, call.language)
    number = aloud(letter.caller, call.language)
    if call.language == "fr":
        said = f"Reçu {when}, {f'du {number}' if number else 'd’un numéro masqué'}."
    else:
        said = f"Received {when}, from {number or 'a withheld number'}."
    return await call.world.sounds.passing(said, call.language)


def _when(at: datetime, today: datetime, language: Language) -> str:
    days = (today.date() - at.date()).days
    hour = aloud(f"{at:%H:%M}", language)
    month = MONTHS[language].split()[at.month - 1]
    if language == "fr":
        first = "premier" if at.day == 1 else str(at.day)
        day = {0: "aujourd'hui", 1: "hier"}.get(days, f"le {first} {month}")
        return f"{day} à {hour}"
    day = {0: "today", 1: "yesterday"}.get(days, f"on {month} {at.day}")
    return f"{day} at {hour}"
