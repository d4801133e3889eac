"""Writes the files that the switch reads at start."""

import os
import secrets
import shutil
import subprocess
from importlib import resources
from pathlib import Path
from string import Template

from palabre.phone.bundle import Engine
from palabre.phone.engine.settings import Certificate, SwitchSettings

EMPTY = (
    "acl",
    "ccss",
    "manager",
    "minivm",
    "pjproject",
    "udptl",
    "websocket_client",
)  # absent ones are logged
PRIVATE_NETWORKS = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8")


def write_configuration(settings: SwitchSettings, engine: Engine) -> Path:
    """Lay the switch's folders and files below `settings.home`; returns the main file to start it with."""
    home = settings.home
    shutil.rmtree(home / "music", ignore_errors=True)  # lists of the last run, of music that may have gone
    for folder in ("etc", "music", "run", "log", "var/lib/keys", "var/cache", "var/spool/recording"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    values = names(settings, engine)
    templates = resources.files("palabre.phone.engine.templates")
    for source in templates.iterdir():
        if source.name.endswith(".conf"):
            write_private(home / "etc" / source.name, Template(source.read_text()).substitute(values))
    for name in EMPTY:
        write_private(home / "etc" / f"{name}.conf", "")
    return home / "etc" / "asterisk.conf"


def names(settings: SwitchSettings, engine: Engine) -> dict[str, str | int]:
    """Everything the templates may ask for."""
    home, database = settings.home, settings.database
    certificate = settings.certificate or own_certificate(home)
    local = database.host.startswith("/")
    return {
        **{folder: str(home / folder) for folder in ("etc", "var", "run", "log", "music")},
        "modules": str(engine.modules),
        "data": str(engine.data),
        "user_agent": settings.user_agent,
        "sip_address": settings.sip_address,
        "sip_port": settings.sip_port,
        "tls_port": settings.tls_port,
        "http_port": settings.http_port,
        "http_password": http_password(settings),
        "rtp_start": settings.rtp_start,
        "rtp_end": settings.rtp_end,
        "certificate": str(certificate.chain),
        "private_key": str(certificate.key),
        "nat": nat(settings.external_address),
        "database_host": "" if local else database.host,
        "database_socket": database.host if local else "",
        "database_port": database.port,
        "database_name": database.name,
        "database_user": database.user,
        "database_password": database.password,
    }


def nat(external_address: str | None) -> str:
    """The lines of a transport behind address translation."""
    if external_address is None:
        return "; no address translation in front"
    lines = [f"external_signaling_address={external_address}", f"external_media_address={external_address}"]
    return "\n".join(lines + [f"local_net={network}" for network in PRIVATE_NETWORKS])


def http_password(settings: SwitchSettings) -> str:
    """The password of the loopback HTTP port: random, made once per folder."""
    file = settings.password_file
    if not file.exists():
        settings.home.mkdir(parents=True, exist_ok=True)
        write_private(file, secrets.token_urlsafe(24))
    return file.read_text()


def own_certificate(home: Path) -> Certificate:
    """A self-signed certificate for phones on TLS, made once per folder and good for ten years."""
    chain, key = home / "certificate.pem", home / "certificate.key"
    if not chain.exists():
        request = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        names = ["-subj", "/CN=palabre", "-days", "3650", "-keyout", str(key), "-out", str(chain)]
        home.mkdir(parents=True, exist_ok=True)
        subprocess.run(["openssl", *request, *names], check=True, capture_output=True)
        key.chmod(0o600)
    return Certificate(chain, key)


def write_private(file: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    part = file.with_name(file.name + ".part")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(text)
    part.replace(file)
