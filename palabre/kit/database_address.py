"""Where the database is and how each of our roles gets in."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

Role = Literal["palabre_app", "palabre_calls", "palabre_switch"]

DATABASE = "palabre"
SUPERUSER = "postgres"
PORT = 5432
_FOLDER_LIMIT = 63  # res_pgsql.conf's dbsock; the limit of the socket's own path is wider: 107 (sockaddr_un)


@dataclass(frozen=True)
class Address:
    """One database: a Unix socket folder (embedded) or a URL (external)."""

    socket: Path | None = None
    url: str | None = None
    database: str = DATABASE

    @property
    def embedded(self) -> bool:
        """Whether the server is our own child."""
        return self.socket is not None

    @property
    def place(self) -> str:
        """Where it is, for people: never with a password."""
        parts = urlsplit(self.url or "")
        return str(self.socket) if self.socket else f"{parts.hostname}:{parts.port or PORT}{parts.path}"

    def owner(self) -> dict[str, Any]:
        """What `asyncpg.connect` needs to come in as the owner of the tables: migrations only."""
        if self.socket:
            return self._by_socket(SUPERUSER)
        return {"dsn": self.url, "timeout": 5}

    def role(self, role: Role) -> dict[str, Any]:
        """What `asyncpg.connect` needs to come in as one of the working roles."""
        if self.socket:
            return self._by_socket(role)
        return {"dsn": self.url, "timeout": 5, "server_settings": {"role": role}}

    def switch(self, password: str = "") -> Mapping[str, str]:
        """The words `res_pgsql.conf` wants: dbhost, dbport, dbname, dbuser, dbpass, dbsock."""
        login = {"dbuser": "palabre_switch", "dbpass": password}
        if self.socket:
            place = {"dbhost": "", "dbport": str(PORT), "dbname": self.database, "dbsock": str(self.socket)}
            return place | login
        parts = urlsplit(self.url or "")
        name = unquote(parts.path.lstrip("/"))
        place = {"dbhost": parts.hostname or "", "dbport": str(parts.port or PORT), "dbname": name}
        return place | login

    def _by_socket(self, user: str) -> dict[str, Any]:
        return {
            "host": str(self.socket),
            "port": PORT,
            "user": user,
            "database": self.database,
            "timeout": 5,
        }


def address(home: Path, url: str | None) -> Address:
    """The database that an installation with this data folder and `DATABASE_URL` uses."""
    return Address(url=url) if url else Address(socket=socket_folder(home))


def socket_folder(home: Path) -> Path:
    """Where the embedded server listens: in the data folder, or in a short one when that path is too long."""
    inside = home / "database" / "socket"
    if len(os.fsencode(inside)) <= _FOLDER_LIMIT:
        return inside
    return Path("/tmp") / f"palabre-{hashlib.sha256(os.fsencode(home)).hexdigest()[:16]}"
