"""What callers will hear is read aloud before, in each language that they may choose."""

import asyncio
from typing import Any

from palabre.calls.sounds import SilentSounds
from palabre.kit.errors import Language
from palabre.phone.port import Sound
from palabre.routing.prepare import Preparing
from tests.company import ACME, Company

CHOICES = [{"key": "1", "language": "fr"}, {"key": "2", "language": "en"}]
BYE = {"type": "hang_up"}


class Listed(SilentSounds):
    """Remembers what was made audible."""

    def __init__(self) -> None:
        self.made: set[tuple[str, str]] = set()

    async def spoken(self, text: str, language: Language) -> Sound:
        """Note it."""
        self.made.add((text, language))
        return await super().spoken(text, language)


async def prepared(steps: dict[str, Any]) -> set[tuple[str, str]]:
    document = {"start": "hello", "steps": {**steps, "bye": BYE}}
    directory = await Company({"scenarios": {"welcome": {"document": document}}}).directory()
    sounds = Listed()
    preparing = Preparing(directory, sounds)
    preparing.take(ACME)
    working = asyncio.create_task(preparing.run())
    for _ in range(20):
        await asyncio.sleep(0)
    working.cancel()
    return sounds.made


def hello(then: str) -> dict[str, Any]:
    return {"type": "greeting", "fields": {"prompt": {"text": "Bonjour."}}, "exits": {"done": then}}


async def test_texts_are_spoken_in_the_language_of_the_company() -> None:
    assert await prepared({"hello": hello("bye")}) == {("Bonjour.", "fr")}


async def test_and_in_those_that_a_caller_may_choose() -> None:
    choose = {"type": "language", "fields": {"choices": CHOICES}, "exits": {"done": "bye", "no_key": "bye"}}
    made = await prepared({"hello": hello("choose"), "choose": choose})
    assert made == {("Bonjour.", "fr"), ("Bonjour.", "en")}
