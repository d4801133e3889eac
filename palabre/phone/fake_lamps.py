"""The part of the fake switch that has to do with messages: lamps, and recordings that were cut."""

from pathlib import Path


class FakeLamps:
    """What phones show; `left_behind` are recordings, with their seconds, that nobody saw the end of."""

    def __init__(self) -> None:
        self.lamps: dict[str, tuple[int, int]] = {}
        self.left_behind: dict[str, float] = {}

    async def light(self, endpoint: str, new: int, old: int) -> None:
        """The phone's lamp is on, or goes out."""
        self.lamps[endpoint] = (new, old)

    def recovered(self, recording: str, target: Path) -> float | None:
        """What was put there beforehand."""
        return self.left_behind.pop(recording, None)
