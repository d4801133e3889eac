"""Where things lie in the data folder."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Places:
    """The folders and files below an installation's data folder."""

    home: Path

    @property
    def switch(self) -> Path:
        """The switch's own folder."""
        return self.home / "switch"

    @property
    def recordings(self) -> Path:
        """Where the switch records before a file is moved to its place."""
        return self.switch / "var" / "spool" / "recording"

    @property
    def control_socket(self) -> Path:
        """The switch's control socket."""
        return self.switch / "run" / "asterisk.ctl"

    @property
    def journal(self) -> Path:
        """The facts that are not yet in the database."""
        return self.home / "journal"

    @property
    def spoken(self) -> Path:
        """Texts that have been read aloud."""
        return self.home / "spoken"

    @property
    def logs(self) -> Path:
        """One log file for each process."""
        return self.home / "logs"

    @property
    def operator_token(self) -> Path:
        """The password of the operator's API."""
        return self.home / "operator-token"

    def switch_password(self) -> str:
        """What the switch's loopback port asks for."""
        return (self.switch / "password").read_text().strip()
