"""The place of an entry in a list that is ordered by time, as clients hand it back."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

from palabre.kit.input_errors import WrongForm

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FORM = r"[0-9]{1,17}_[0-9a-f]{32}"


def pack(at: datetime, key: UUID) -> str:
    """The cursor of an entry: microseconds since 1970 and the id."""
    return f"{(at - _EPOCH) // timedelta(microseconds=1)}_{key.hex}"


def unpack(cursor: str) -> tuple[datetime, UUID]:
    """Time and id of the entry. Raises WrongForm."""
    if not re.fullmatch(_FORM, cursor):
        raise WrongForm(field="cursor", name="cursor", pattern=_FORM)
    microseconds, _, key = cursor.partition("_")
    return _EPOCH + timedelta(microseconds=int(microseconds)), UUID(key)
