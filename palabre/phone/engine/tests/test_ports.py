"""A port that another program holds is named before anything starts."""

import socket
from pathlib import Path

import pytest

from palabre.phone.engine import Database, PortTaken, SwitchSettings
from palabre.phone.engine.ports import require_free_ports


@pytest.mark.parametrize(
    ("kind", "field", "setting", "protocol"),
    [
        (socket.SOCK_DGRAM, "sip_port", "PALABRE_SIP_PORT", "UDP"),
        (socket.SOCK_STREAM, "sip_port", "PALABRE_SIP_PORT", "TCP"),
        (socket.SOCK_STREAM, "tls_port", "PALABRE_SIP_TLS_PORT", "TCP"),
        (socket.SOCK_STREAM, "http_port", "PALABRE_SWITCH_HTTP_PORT", "TCP"),
    ],
)
def test_the_taken_port_is_named(
    tmp_path: Path, kind: socket.SocketKind, field: str, setting: str, protocol: str
) -> None:
    with socket.socket(socket.AF_INET, kind) as other:
        other.bind(("127.0.0.1", 0))
        if kind == socket.SOCK_STREAM:
            other.listen()
        free = {"sip_port": 0, "tls_port": 0, "http_port": 0}
        port = other.getsockname()[1]
        settings = SwitchSettings(
            tmp_path, Database("/run/db"), sip_address="127.0.0.1", **(free | {field: port})
        )
        with pytest.raises(PortTaken) as refused:
            require_free_ports(settings)
    for language in ("fr", "en"):
        told = refused.value.text(language)
        assert str(port) in told
        assert setting in told
        assert protocol in told
