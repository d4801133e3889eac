"""Where things lie in the data folder."""

import os
import secrets
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
    def music(self) -> Path:
        """Where the switch reads which sounds make a piece of music."""
        return self.switch / "music"

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

    def switch_database_password(self) -> str:
        """What the switch logs in to an external database with; made at the first start."""
        file = self.home / "switch-database-password"
        if not file.exists():
            self.home.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as opened:
                opened.write(secrets.token_urlsafe(24))
        return file.read_text()
