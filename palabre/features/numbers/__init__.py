"""The short numbers of an account, in one plan for all kinds, and its public numbers."""

from palabre.features.numbers.normalise import LONGEST, e164, is_emergency, shown
from palabre.features.numbers.snapshot import Number, Numbers

__all__ = ["LONGEST", "Number", "Numbers", "e164", "is_emergency", "shown"]
