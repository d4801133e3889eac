"""Raw connections to the database, for what is asked too often or too early for objects."""

import asyncpg
import msgspec

from palabre.kit.database_address import Address, Role

AWAY = (OSError, TimeoutError, asyncpg.InterfaceError, asyncpg.PostgresConnectionError)
AWAY_TOO = (
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.ObjectNotInPrerequisiteStateError,
)
"""What is raised while the server is away, or too busy with itself."""


async def open_pool(address: Address, role: Role) -> "asyncpg.Pool[asyncpg.Record]":
    """Connections are made when they are needed; jsonb is Python values."""
    pool = asyncpg.create_pool(
        **address.role(role), min_size=0, max_size=10, command_timeout=30, init=_json_as_values
    )
    return await pool


async def _json_as_values(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    """Read and write jsonb as Python values, in its binary form, which has a 1 before the text."""
    await connection.set_type_codec(
        "jsonb",
        schema="pg_catalog",
        format="binary",
        encoder=lambda value: b"\x01" + msgspec.json.encode(value),
        decoder=lambda data: msgspec.json.decode(data[1:]),
    )
