"""Black and white lists: who may call, who may be called, and what becomes of everybody else."""

from palabre.features.caller_lists.block_last import digit_by_digit
from palabre.features.caller_lists.entries import read as read_entry
from palabre.features.caller_lists.masks import is_among, lists_for, masks
from palabre.features.caller_lists.match import Matcher
from palabre.features.caller_lists.models import CallerList
from palabre.features.caller_lists.screen import (
    is_listed,
    list_against,
    refused_by_extension,
    refused_destination,
    screened,
)
from palabre.features.caller_lists.snapshot import CallerLists

__all__ = [
    "CallerList",
    "CallerLists",
    "Matcher",
    "digit_by_digit",
    "is_among",
    "is_listed",
    "list_against",
    "lists_for",
    "masks",
    "read_entry",
    "refused_by_extension",
    "refused_destination",
    "screened",
]
