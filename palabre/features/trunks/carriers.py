"""Keeps the switch's idea of carriers equal to the accounts' trunks."""

import asyncio
import logging

from palabre.calls.directory import Directory
from palabre.features.trunks.snapshot import Trunks
from palabre.kit.errors import PalabreError
from palabre.phone.port import Carrier, Phone

log = logging.getLogger(__name__)


class Carriers:
    """Compares and pushes only what differs; a switch that has restarted knows nothing."""

    def __init__(self, directory: Directory, phone: Phone) -> None:
        self._directory = directory
        self._phone = phone
        self._known: dict[str, Carrier] = {}
        self._lock = asyncio.Lock()

    def forget(self) -> None:
        """The switch has begun anew."""
        self._known = {}

    async def update(self) -> None:
        """Push what is new or different, remove what has gone."""
        async with self._lock:
            wanted = {
                trunk.endpoint: trunk.carrier()
                for account in self._directory.accounts.values()
                for trunk in account.part(Trunks).all
            }
            known = self._known  # another one as soon as the switch has begun anew
            for endpoint in known.keys() - wanted.keys():
                await self._phone.remove_carrier(endpoint)
                del known[endpoint]
            for endpoint, carrier in wanted.items():
                if known.get(endpoint) != carrier:
                    await self._push(known, endpoint, carrier)

    async def _push(self, known: dict[str, Carrier], endpoint: str, carrier: Carrier) -> None:
        try:
            await self._phone.add_carrier(carrier)
            known[endpoint] = carrier
        except PalabreError as refusal:
            log.error("the trunk %s is not taken by the switch: %s", endpoint, refusal)
