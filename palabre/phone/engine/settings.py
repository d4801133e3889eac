"""What the switch must be told about the machine it runs on."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Database:
    """How the switch reads devices and trunks: `host` is a name, or the folder of a Unix socket.

    `user` may read the views of columns.py and nothing else, and finds them by its own search path.
    """

    host: str
    port: int = 5432
    name: str = "palabre"
    user: str = "palabre_switch"
    password: str = ""


@dataclass(frozen=True)
class Certificate:
    """A TLS certificate chain and its key, as PEM files."""

    chain: Path
    key: Path


@dataclass(frozen=True)
class Brake:
    """When a guesser is shut out: more than `failures` within `window` seconds cost `ban` seconds.

    `trusted` networks (such as `127.0.0.0/8`) are never shut out.
    """

    failures: int = 10
    window: float = 60
    ban: float = 300
    trusted: tuple[str, ...] = ()


@dataclass(frozen=True)
class SwitchSettings:
    """One switch: its folder, its addresses and ports, and the database it reads."""

    home: Path
    database: Database
    sip_address: str = "0.0.0.0"  # phones come from everywhere: the settings may narrow it
    sip_port: int = 5060
    tls_port: int = 5061
    http_port: int = 8088
    rtp_start: int = 10000
    rtp_end: int = 20000
    external_address: str | None = None
    user_agent: str = "Palabre"
    certificate: Certificate | None = None
    brake: Brake = field(default_factory=Brake)

    @property
    def log_file(self) -> Path:
        """Where the switch writes notices, warnings and errors."""
        return self.home / "log" / "full"

    @property
    def security_log(self) -> Path:
        """Where the switch writes who failed to log in."""
        return self.home / "log" / "security"

    @property
    def control_socket(self) -> Path:
        """The Unix socket that takes the switch's own console commands."""
        return self.home / "run" / "asterisk.ctl"

    @property
    def password_file(self) -> Path:
        """Holds the password of the loopback HTTP port, readable by its owner only."""
        return self.home / "password"
