"""Phones, and sentences of synthetic voices, for the tests of the test phone itself."""

from collections.abc import AsyncIterator, Callable

import numpy as np
import pytest
from py_nanotts import NanoTTS

from tests.phone.kit import Login, Phone, Phones
from tests.phone.kit.sound import Samples, resample

SPEECH_RATE = 16000
Speak = Callable[[str, str], Samples]


@pytest.fixture
async def phones() -> AsyncIterator[Phones]:
    async with Phones() as phones:
        yield phones


@pytest.fixture
async def anna(phones: Phones) -> Phone:
    return await phones.place(Login("anna", "home.example"))


@pytest.fixture
async def bob(phones: Phones) -> Phone:
    return await phones.place(Login("bob", "home.example"), "127.0.0.2")


@pytest.fixture(scope="session")
def speak() -> Speak:
    """A sentence in the voice of a language: "fr-FR", "en-GB"."""
    voice = NanoTTS()

    def say(text: str, language: str) -> Samples:
        spoken = np.frombuffer(voice.speak(text, voice=language), np.int16)
        return resample(spoken * 0.5, SPEECH_RATE)

    return say
