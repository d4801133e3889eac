"""Looks whether the switch's ports are free, to name the one that is not."""

import socket

from palabre.kit.errors import PalabreError
from palabre.phone.engine.settings import SwitchSettings


class PortTaken(PalabreError):
    """Another program listens where the switch should."""

    code, status = "port_taken", 500
    fr = "Le port {port} ({protocol}, {address}) est déjà pris. Choisissez-en un autre par {setting}."
    en = "Port {port} ({protocol}, {address}) is already taken. Choose another one with {setting}."


def require_free_ports(settings: SwitchSettings) -> None:
    """Try every port that the switch will open. Raises PortTaken."""
    sip = settings.sip_address
    for kind, address, port, setting in (
        (socket.SOCK_DGRAM, sip, settings.sip_port, "PALABRE_SIP_PORT"),
        (socket.SOCK_STREAM, sip, settings.sip_port, "PALABRE_SIP_PORT"),
        (socket.SOCK_STREAM, sip, settings.tls_port, "PALABRE_SIP_TLS_PORT"),
        (socket.SOCK_STREAM, "127.0.0.1", settings.http_port, "PALABRE_SWITCH_HTTP_PORT"),
    ):
        if not is_free(kind, address, port):
            protocol = "UDP" if kind == socket.SOCK_DGRAM else "TCP"
            raise PortTaken(port=port, protocol=protocol, address=address, setting=setting)


def is_free(kind: socket.SocketKind, address: str, port: int) -> bool:
    """Whether a port can be bound; connections that are still closing do not count."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, kind) as trial:
        if kind == socket.SOCK_STREAM:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((address, port))
        except OSError:
            return False
    return True
