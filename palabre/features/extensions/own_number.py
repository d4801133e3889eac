"""Which calls an employee may see: those of his own extension."""

from palabre.features import numbers
from palabre.kit.access import Access

KIND = "extension"
NOBODY = "-"


async def own_number(access: Access) -> str | None:
    """None for who may see the whole account, else the short number to keep to (`-`: he has none)."""
    if access.who.may("read"):
        return None
    if access.who.extension is None:
        return NOBODY
    found = await numbers.digits_of(access.session, KIND, [access.who.extension])
    return found.get(access.who.extension, NOBODY)
