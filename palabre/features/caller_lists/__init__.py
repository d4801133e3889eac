"""Black and white lists: who may call, who may be called, and what becomes of everybody else."""

from palabre.features.caller_lists.screen import (
    is_listed,
    refused_by_extension,
    refused_destination,
    screened,
)
from palabre.features.caller_lists.snapshot import CallerLists

__all__ = ["CallerLists", "is_listed", "refused_by_extension", "refused_destination", "screened"]
