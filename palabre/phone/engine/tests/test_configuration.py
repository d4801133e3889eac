"""The files that are written for the switch."""

from dataclasses import replace
from pathlib import Path

import pytest

from palabre.phone.bundle import Engine, Version
from palabre.phone.engine import Database, SwitchSettings
from palabre.phone.engine.configuration import write_configuration

ENGINE = Engine(("asterisk",), Path("/opt/modules"), Path("/opt/data"), Version(22, 10, 1))


@pytest.fixture
def settings(tmp_path: Path) -> SwitchSettings:
    return SwitchSettings(home=tmp_path / "switch", database=Database("/run/db", password="database secret"))


def lines(settings: SwitchSettings, name: str) -> list[str]:
    return (settings.home / "etc" / name).read_text().splitlines()


def test_every_file_is_for_its_owner_only(settings: SwitchSettings) -> None:
    write_configuration(settings, ENGINE)
    files = [*settings.home.glob("etc/*"), settings.password_file, settings.home / "certificate.key"]
    assert {file.stat().st_mode & 0o077 for file in files} == {0}


def test_the_password_is_random_and_stays(settings: SwitchSettings, tmp_path: Path) -> None:
    write_configuration(settings, ENGINE)
    first = settings.password_file.read_text()
    write_configuration(settings, ENGINE)
    assert settings.password_file.read_text() == first
    assert f"password={first}" in lines(settings, "ari.conf")
    other = replace(settings, home=tmp_path / "other")
    write_configuration(other, ENGINE)
    assert other.password_file.read_text() != first
    assert len(first) >= 24


@pytest.mark.parametrize(
    ("host", "expected"),
    [("/run/db", ["dbhost=", "dbsock=/run/db"]), ("db.example", ["dbhost=db.example", "dbsock="])],
)
def test_the_database_is_a_socket_folder_or_a_host(
    settings: SwitchSettings, host: str, expected: list[str]
) -> None:
    write_configuration(replace(settings, database=replace(settings.database, host=host)), ENGINE)
    assert lines(settings, "res_pgsql.conf")[1:3] == expected


def test_only_a_switch_behind_address_translation_tells_its_public_address(settings: SwitchSettings) -> None:
    write_configuration(settings, ENGINE)
    assert not [line for line in lines(settings, "pjsip.conf") if line.startswith("external")]
    write_configuration(replace(settings, external_address="203.0.113.5"), ENGINE)
    told = lines(settings, "pjsip.conf")
    assert told.count("external_media_address=203.0.113.5") == 3
    assert told.count("local_net=192.168.0.0/16") == 3


def test_the_http_port_is_on_loopback_only(settings: SwitchSettings) -> None:
    write_configuration(settings, ENGINE)
    assert "bindaddr=127.0.0.1" in lines(settings, "http.conf")
    assert "enable_static=no" in lines(settings, "http.conf")


def test_the_switch_has_no_code_of_its_own(settings: SwitchSettings) -> None:
    write_configuration(settings, ENGINE)
    codes = [line for line in lines(settings, "features.conf") if line.startswith("pickupexten")]
    assert codes == ["pickupexten=no-code-of-the-switch"]
