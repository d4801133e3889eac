"""The table of fax lines."""

from sqlalchemy.orm import Mapped

from palabre.features.numbers import has_short_number
from palabre.kit.tables import Named


@has_short_number("fax")
class FaxLine(Named):
    """Where faxes come in; each goes to the `emails`."""

    __tablename__ = "fax_lines"

    emails: Mapped[list[str]]
