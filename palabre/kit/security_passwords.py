"""Passwords of people: hashed with argon2id, in a thread, never compared in haste."""

import asyncio
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# The first choice of the OWASP password storage cheat sheet: 19 MiB, two passes, one lane.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


async def hash_password(password: str) -> str:
    """The string to store."""
    return await asyncio.to_thread(hashed, password)


def hashed(password: str) -> str:
    """The same in this thread: some hundredths of a second."""
    return _hasher.hash(password)


async def verify_password(stored: str | None, password: str) -> bool:
    """Whether it is right; without a stored one it takes just as long and says no."""
    return await asyncio.to_thread(is_right, stored or _nobody(), password) and stored is not None


def is_right(stored: str, password: str) -> bool:
    """The same in this thread: some hundredths of a second."""
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    return _hasher.hash("nobody has this password")
