"""The keys of a telephone, as fields of steps name them."""

from typing import Annotated

from pydantic import StringConstraints

Key = Annotated[str, StringConstraints(pattern=r"^[0-9*#]$")]
Answer = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,32}$")]
Mask = Annotated[str, StringConstraints(pattern=r"^[0-9X]{0,32}\*?$", min_length=1, max_length=33)]
"""Digits, `X` for any one of them, and `*` at the end for any more."""


def fits(digits: str, mask: str) -> bool:
    """Whether digits are what a mask allows."""
    fixed = mask.removesuffix("*")
    if len(digits) < len(fixed) or (len(digits) > len(fixed) and fixed == mask):
        return False
    return all(wanted in ("X", digit) for digit, wanted in zip(digits, fixed, strict=False))
