"""The lists of music that the switch is taught."""

from pathlib import Path

import pytest

from palabre.phone.music import MODULE, Music
from palabre.phone.port import Sound, SwitchRefused

ONE, TWO = Sound(Path("/data/sounds/one.wav"), "one"), Sound(Path("/data/a;b/two.wav"), "two")


class Switch:
    """Notes what it is asked; refuses the first `refusals` times."""

    def __init__(self, refusals: int = 0) -> None:
        self.asked: list[tuple[str, str]] = []
        self._refusals = refusals

    async def ask(self, method: str, path: str) -> str:
        """Take a request."""
        self.asked.append((method, path))
        if len(self.asked) <= self._refusals:
            raise SwitchRefused(reason="busy")
        return ""


async def test_a_list_is_told_once(tmp_path: Path) -> None:
    switch = Switch()
    music = Music(tmp_path / "music", switch.ask)
    name = await music.name_of([ONE, TWO])
    assert await music.name_of([ONE, TWO]) == name
    assert switch.asked == [("PUT", MODULE)]
    (file,) = (tmp_path / "music").iterdir()
    assert file.read_text().splitlines() == [
        f"[{name}]",
        "mode=playlist",
        "entry=/data/sounds/one",
        "entry=/data/a\\;b/two",
    ]
    assert await music.name_of([TWO, ONE]) != name


async def test_a_switch_that_has_started_anew_is_told_again(tmp_path: Path) -> None:
    switch = Switch()
    music = Music(tmp_path, switch.ask)
    await music.name_of([ONE])
    music.forget()
    await music.name_of([ONE])
    assert len(switch.asked) == 2


async def test_a_refused_list_is_told_again(tmp_path: Path) -> None:
    switch = Switch(refusals=1)
    music = Music(tmp_path, switch.ask)
    with pytest.raises(SwitchRefused):
        await music.name_of([ONE])
    await music.name_of([ONE])
    assert len(switch.asked) == 2


async def test_no_list_is_the_stock_music(tmp_path: Path) -> None:
    assert await Music(tmp_path, Switch().ask).name_of([]) == "default"
