"""Reads the texts of published scenarios aloud before the first caller hears them."""

import asyncio
import logging
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from palabre.calls.directory import Directory
from palabre.calls.sounds import Sounds
from palabre.kit.errors import Language, PalabreError
from palabre.routing.scenarios import Scenarios
from palabre.routing.variables import named_in

log = logging.getLogger(__name__)


class Preparing:
    """One account after the other, in the background; callers are never waited for."""

    def __init__(self, directory: Directory, sounds: Sounds) -> None:
        self._directory = directory
        self._sounds = sounds
        self._waiting: asyncio.Queue[UUID] = asyncio.Queue()
        self.take = self._waiting.put_nowait

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            account = self._directory.accounts.get(await self._waiting.get())
            if account is None:
                continue
            flows = account.part(Scenarios).flows.values()
            steps = [placed.step for flow in flows for placed in flow.steps.values()]
            spoken = {account.language, *(each for step in steps for each in languages(step))}
            for text in (text for step in steps for text in texts(step)):
                for language in sorted(spoken):
                    await self._prepare(text, language)

    async def _prepare(self, text: str, language: Any) -> None:
        try:
            await self._sounds.spoken(text, language)
        except PalabreError as refusal:
            log.warning("a text cannot be read aloud: %s", refusal)


def texts(form: BaseModel) -> Iterator[str]:
    """The texts to be spoken that stand in a step's fields, also nested, and are known beforehand."""
    for name, value in _fields(form):
        if name == "text" and value and not named_in(value):
            yield value


def languages(form: BaseModel) -> Iterator[Language]:
    """The languages that a step may lead callers into."""
    for name, value in _fields(form):
        if name == "language" and value:
            yield value


def _fields(form: BaseModel) -> Iterator[tuple[str, Any]]:
    for name in type(form).model_fields:
        value = getattr(form, name)
        yield name, value
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, BaseModel):
                yield from _fields(each)
