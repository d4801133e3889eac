"""The operator's key to the API, made once for an installation."""

import asyncio
import os
from pathlib import Path

import asyncpg

from palabre.kit.database_address import Address
from palabre.kit.security import digest, new_token


async def keep_operator_token(file: Path, where: Address) -> None:
    """A token in a file that only its owner reads; the database knows its digest only."""
    if await asyncio.to_thread(file.exists):
        return
    token = new_token("plo")
    connection = await asyncpg.connect(**where.role("palabre_app"))
    try:
        await connection.execute("select door.make_operator($1, $2)", "installation", digest(token))
    finally:
        await connection.close()
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as opened:
        opened.write(token + "\n")
