"""The fax lines of an account."""

from palabre.features import numbers
from palabre.features.fax.models import FaxLine
from palabre.features.fax.schemas import FaxLineOut

LINES = numbers.Numbered("fax", FaxLine, FaxLineOut)
