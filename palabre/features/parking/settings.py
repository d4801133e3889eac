"""Where an account parks its calls, read and changed."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import numbers
from palabre.features.parking.models import ParkingSettings
from palabre.features.parking.snapshot import Parking
from palabre.kit.db import account_of, changed
from palabre.kit.errors import PalabreError
from palabre.kit.rows import change, save

MOST_SLOTS = 100


class ParkingRangeWrong(PalabreError):
    """The park number and the last slot give no range of slots."""

    code, status = "parking_range_wrong", 422
    fr = "La dernière place ({last}) doit suivre le numéro de parcage ({park}), avec autant de chiffres "
    fr += "et au plus {limit} places."
    en = "The last slot ({last}) must come after the park number ({park}), with as many digits and at most "
    en += "{limit} slots."


async def settings_of(session: AsyncSession) -> ParkingSettings:
    """The account's own, else the usual ones."""
    usual = Parking()
    return await session.get(ParkingSettings, account_of(session)) or ParkingSettings(
        enabled=usual.enabled,
        park_number=usual.park_number,
        last_slot=usual.last_slot,
        recall_seconds=usual.recall_seconds,
    )


def numbers_of(settings: ParkingSettings) -> list[str]:
    """The park number and the slots. Raises ParkingRangeWrong."""
    park, last = settings.park_number, settings.last_slot
    count = int(last) - int(park) if park.isdigit() and last.isdigit() else 0
    if len(park) != len(last) or park.startswith("0") or not 1 <= count <= MOST_SLOTS:
        raise ParkingRangeWrong(field="last_slot", park=park, last=last, limit=MOST_SLOTS)
    return [str(each) for each in range(int(park), int(last) + 1)]


async def change_settings(session: AsyncSession, values: dict[str, Any]) -> ParkingSettings:
    """Raises ParkingRangeWrong, ShortNumberTaken, FeatureCodeTaken, EmergencyNumber."""
    settings = await settings_of(session)
    change(settings, values)
    if settings.enabled and values.keys() & {"enabled", "park_number", "last_slot"}:
        field = "last_slot" if "park_number" not in values and "last_slot" in values else "park_number"
        with session.no_autoflush:
            await numbers.check_range(session, numbers_of(settings), field)
    session.add(settings)
    await save(session)
    changed(session)
    return settings
