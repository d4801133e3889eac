"""The folder where the switch records, out of which finished files are moved."""

import logging
import shutil
import struct
from pathlib import Path

log = logging.getLogger(__name__)

HEAD = 44
BYTES_A_SECOND = 16_000  # 8 kHz, 16 bits, mono: what the switch records


class Recordings:
    """Files by the names of their recordings."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def move(self, recording: str, target: Path) -> bool:
        """Put a complete one where it belongs; False when it cannot be moved, and stays."""
        source = self._folder / f"{recording}.wav"
        if not source.exists():
            return True
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(source, target)
        except OSError:
            log.exception("the recording %s stays in the switch's folder", recording)
            return False
        return True

    def recover(self, recording: str, target: Path) -> float | None:
        """The same for one whose end nobody has seen: its seconds, None when there is nothing."""
        source = self._folder / f"{recording}.wav"
        if not source.exists():
            return None
        seconds = mend(source)
        return seconds if self.move(recording, target) else None


def mend(file: Path) -> float:
    """Make the head of a file whose writer died tell how much there is (it is written last); the seconds."""
    sound = max(file.stat().st_size - HEAD, 0)
    if sound:
        with file.open("r+b") as opened:
            opened.seek(4)
            opened.write(struct.pack("<I", HEAD - 8 + sound))
            opened.seek(HEAD - 4)
            opened.write(struct.pack("<I", sound))
    return sound / BYTES_A_SECOND
