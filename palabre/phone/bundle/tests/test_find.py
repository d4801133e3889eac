"""Which switch is taken: named, installed, or fetched; and what is said when none can be had."""

from pathlib import Path

import pytest

from palabre.phone.bundle import Version, find
from palabre.phone.bundle.engine import engine_at
from palabre.phone.bundle.errors import FetchFailed, NoMirror, PackageToolsMissing, SwitchUnsuitable
from palabre.phone.bundle.sources import host


def install(root: Path, version: str) -> Path:
    """A stand-in for a switch that a person has built below `root`."""
    (root / "lib/asterisk/modules").mkdir(parents=True)
    (root / "lib/asterisk/modules/res_ari.so").touch()
    (root / "share/asterisk/documentation").mkdir(parents=True)
    (root / "sbin").mkdir()
    program = root / "sbin/asterisk"
    program.write_text(f"#!/bin/sh\necho Asterisk {version}\n")
    program.chmod(0o755)
    return program


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("Asterisk 22.10.1+dfsg+~cs6.17", (22, 10, 1)),
        ("Asterisk 22.11.0-rc1", (22, 11, 0)),
        ("Asterisk 23.0", (23, 0, 0)),
        ("Asterisk GIT-master", None),
    ],
)
def test_versions_are_read_as_asterisk_tells_them(text: str, version: tuple[int, int, int] | None) -> None:
    assert Version.read(text) == version


@pytest.mark.parametrize("version", ["22.10.1", "22.12.0"])
def test_the_named_switch_is_taken(tmp_path: Path, version: str) -> None:
    program = install(tmp_path, version)
    engine = find(tmp_path / "cache", program)
    assert engine.command == (str(program),)
    assert engine.modules == tmp_path / "lib/asterisk/modules"
    assert str(engine.version) == version


@pytest.mark.parametrize("version", ["22.9.0", "22.10.0", "20.5.1", "23.0.0"])
def test_a_named_switch_of_another_version_is_refused_with_what_is_needed(
    tmp_path: Path, version: str
) -> None:
    with pytest.raises(SwitchUnsuitable) as refused:
        find(tmp_path / "cache", install(tmp_path, version))
    assert version in refused.value.text("en")
    assert "22.10.1" in refused.value.text("fr")


def test_a_named_switch_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SwitchUnsuitable):
        find(tmp_path / "cache", tmp_path / "nothing")


def test_a_suitable_switch_on_path_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = install(tmp_path, "22.10.1")
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    assert find(tmp_path / "cache", None).command == (str(program),)


def test_a_program_without_its_modules_is_no_switch(tmp_path: Path) -> None:
    program = install(tmp_path, "22.10.1")
    (tmp_path / "lib/asterisk/modules/res_ari.so").unlink()
    assert engine_at(program) is None


def test_a_system_without_apt_is_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PackageToolsMissing) as refused:
        find(tmp_path / "cache", None)
    assert "apt-get" in refused.value.text("fr")
    assert "PALABRE_ASTERISK" in refused.value.text("en")


def test_a_mirror_that_does_not_answer_is_told_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    stages: list[str] = []
    with pytest.raises(FetchFailed) as refused:
        find(tmp_path, None, lambda stage, done, total: stages.append(stage), mirror=f"file:{tmp_path}/none")
    assert "none" in refused.value.text("en")
    assert set(stages) == {"index"}
    assert not list(tmp_path.glob("asterisk-*/usr"))


def test_a_mirror_without_signatures_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    release = tmp_path / "mirror/dists/forky/Release"
    release.parent.mkdir(parents=True)
    release.write_text("Suite: forky\nCodename: forky\nComponents: main\nArchitectures: amd64 arm64\n")
    with pytest.raises(FetchFailed) as refused:
        find(tmp_path / "cache", None, mirror=f"file:{tmp_path}/mirror")
    assert "signed" in refused.value.text("en")


def test_only_debian_lends_its_own_mirror(tmp_path: Path) -> None:
    ubuntu = tmp_path / "os-release"
    ubuntu.write_text('NAME="Ubuntu"\nID=ubuntu\nVERSION_CODENAME=noble\n')
    assert host(ubuntu) == ("ubuntu", "noble")
    assert "PALABRE_DEBIAN_MIRROR" in NoMirror(what="asterisk", setting="PALABRE_ASTERISK").text("fr")
