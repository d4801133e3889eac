"""Lines to carriers: where calls to and from the outside go through."""

from palabre.features.trunks.lines import check_owned
from palabre.features.trunks.snapshot import Trunk, Trunks

__all__ = ["Trunk", "Trunks", "check_owned"]
