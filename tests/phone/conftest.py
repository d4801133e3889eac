"""One Palabre for each worker of the test run, one new company for each test."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.phone.company import Company, company
from tests.phone.kit.phone import Phones
from tests.phone.stack import Stack, start, stop
from tests.slots import slot


@pytest.fixture(scope="session")
def spoken(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of texts read aloud: workers of a run share it, so that nothing is read twice."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "spoken"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory, spoken: Path) -> Iterator[Stack]:
    """A running Palabre; at the end, nothing of it is left."""
    running = start(tmp_path_factory.mktemp("palabre"), slot(), spoken)
    yield running
    stop(running)


@pytest.fixture
async def phones() -> AsyncIterator[Phones]:
    """Phones of this test."""
    async with Phones() as all_of_them:
        yield all_of_them


@pytest.fixture
async def acme(stack: Stack, phones: Phones) -> AsyncIterator[Company]:
    """A company; when the test is over, none of its calls is left in progress."""
    async with company(stack, phones) as made:
        yield made
