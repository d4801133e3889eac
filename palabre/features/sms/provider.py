"""What sends text messages on: one file in `providers/` for each way to do it."""

import importlib
from dataclasses import dataclass
from typing import Protocol, cast
from uuid import UUID

from palabre.kit.errors import PalabreError
from palabre.kit.outside import Outside


class SmsRefused(PalabreError):
    """The provider will never take this message."""

    code, status = "sms_refused", 502
    fr = "Le fournisseur de SMS refuse ce message : {reason}."
    en = "The text message provider refuses this message: {reason}."


@dataclass(frozen=True)
class Outgoing:
    """A message to be sent; `id` stays the same when it is tried again, so that it is not sent twice."""

    id: UUID
    sender: str
    recipient: str
    text: str


class Provider(Protocol):
    """A module of `providers/`."""

    async def send(self, message: Outgoing, outside: Outside) -> str | None:
        """The provider's own id of it. Raises SmsRefused; after any other PalabreError it is tried again."""
        ...


def provider(name: str) -> Provider:
    """The provider of that name, which the settings have checked."""
    return cast(Provider, importlib.import_module(f"palabre.features.sms.providers.{name}"))
