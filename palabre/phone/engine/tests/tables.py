"""Devices in the database, as the portal would write them."""

import asyncpg

from palabre.phone.engine.columns import DEVICE_AOR, DEVICE_AUTH, DEVICE_ENDPOINT, LAMP_AOR, VIEWS, Columns


class Tables:
    """Adds, changes and removes devices in the database, as the portal does."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self.connection = connection

    async def add(self, username: str, domain: str, secret: str) -> str:
        """A device; returns its endpoint."""
        endpoint = f"{username}@{domain}"
        words = {"endpoint": endpoint, "username": username, "domain": domain, "secret": secret}
        words |= {"id": f"id-of-{endpoint}", "name": "Awa", "number": username}
        aors = ("ps_aors", DEVICE_AOR), ("ps_aors", LAMP_AOR)
        for table, columns in (("ps_endpoints", DEVICE_ENDPOINT), ("ps_auths", DEVICE_AUTH), *aors):
            await self.insert(table, columns, words)
        return endpoint

    async def insert(self, table: str, columns: Columns, words: dict[str, str]) -> None:
        """One row, its values filled in."""
        values = [value.format_map(words) if value is not None else None for value in columns.values()]
        places = ", ".join(f"${number}" for number in range(1, len(values) + 1))
        await self.connection.execute(
            f"insert into switch.{table} ({', '.join(columns)}) values ({places})", *values
        )

    async def change_secret(self, endpoint: str, secret: str) -> None:
        """A new password for the device."""
        await self.connection.execute(
            "update switch.ps_auths set password = $2 where id = $1", endpoint, secret
        )

    async def rename(self, endpoint: str, caller: str) -> None:
        """The device's owner is called otherwise."""
        await self.connection.execute(
            "update switch.ps_endpoints set callerid = $2 where id = $1", endpoint, caller
        )

    async def remove(self, endpoint: str) -> None:
        """The device is gone."""
        for table in VIEWS:
            await self.connection.execute(f"delete from switch.{table} where id = $1", endpoint)
