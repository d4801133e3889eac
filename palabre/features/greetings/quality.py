"""What an uploaded recording is worth, as its owner is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from palabre.kit.errors import Language


@dataclass(frozen=True)
class Remark:
    """One thing that callers will notice."""

    code: str
    fr: str
    en: str


CLIPPED = Remark(
    "clipped",
    "L'enregistrement est saturé : il grésille. Enregistrez-le de nouveau, moins fort.",
    "The recording is overdriven: it crackles. Record it again, less loud.",
)
QUIET = Remark(
    "quiet",
    "L'enregistrement est très faible : amplifié, il laisse entendre le bruit de fond.",
    "The recording is very quiet: once amplified, its background noise can be heard.",
)
SHORT = Remark(
    "short",
    "L'enregistrement dure moins d'une seconde.",
    "The recording lasts less than a second.",
)
PAUSES = Remark(
    "pauses",
    "Plus de la moitié de l'enregistrement est silencieuse.",
    "More than half of the recording is silence.",
)
LOST = Remark(
    "peaks",
    "L'enregistrement est très inégal : ses moments les plus forts ont été adoucis.",
    "The recording is very uneven: its loudest moments were softened.",
)
CLIPPED_SHARE = 0.0005
QUIET_DBFS = -42.0
UNEVEN_DB = 4.0
WANTED_DBFS = -20.0


class Warned(BaseModel):
    """A remark in the reader's language."""

    code: str
    message: str


class Quality(BaseModel):
    """What was found when a recording was converted: seconds, levels in dBFS, shares from 0 to 1.

    `source_…` is what arrived; the others tell what callers hear.
    """

    source_seconds: float
    source_level_dbfs: float
    level_dbfs: float
    peak_dbfs: float
    clipped_share: float
    silence_share: float
    warnings: list[Warned]


def report(found: dict[str, Any] | None, language: Language) -> Quality | None:
    """The report on a recording; None for a text read aloud."""
    if not found:
        return None
    numbers = {name: found[name] for name in Quality.model_fields if name != "warnings"}
    warnings = [Warned(code=each.code, message=getattr(each, language)) for each in _remarks(found)]
    return Quality(**numbers, warnings=warnings)


def _remarks(found: dict[str, Any]) -> Iterator[Remark]:
    if found["clipped_share"] > CLIPPED_SHARE:
        yield CLIPPED
    if found["source_level_dbfs"] < QUIET_DBFS:
        yield QUIET
    if found["seconds"] < 1:
        yield SHORT
    if found["silence_share"] > 0.5:
        yield PAUSES
    if found["level_dbfs"] < WANTED_DBFS - UNEVEN_DB:
        yield LOST
