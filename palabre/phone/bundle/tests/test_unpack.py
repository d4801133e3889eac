"""What is made of downloaded packages."""

import subprocess
from pathlib import Path

import pytest

from palabre.phone.bundle import PackageSet
from palabre.phone.bundle.apt import Apt
from palabre.phone.bundle.errors import FetchFailed
from palabre.phone.bundle.fetch import package_of, unpack
from palabre.phone.bundle.progress import silent


def package(folder: Path, name: str, *files: str) -> Path:
    """A Debian package that holds files."""
    tree = folder / name
    (tree / "DEBIAN").mkdir(parents=True)
    fields = {"Package": name, "Version": "1", "Architecture": "all", "Maintainer": "x", "Description": "x"}
    (tree / "DEBIAN/control").write_text("".join(f"{key}: {value}\n" for key, value in fields.items()))
    for file in files:
        (tree / file).parent.mkdir(parents=True, exist_ok=True)
        (tree / file).write_text(file)
    archive = folder / f"{name}_1_all.deb"
    command = ["dpkg-deb", "--build", "--root-owner-group", str(tree), str(archive)]
    subprocess.run(command, check=True, capture_output=True)
    return archive


def files_below(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def apt(tmp_path: Path) -> Apt:
    return Apt(tmp_path / "apt", "", "asterisk", "PALABRE_ASTERISK")


def test_programs_libraries_and_voices_are_kept_and_the_rest_swept(tmp_path: Path, apt: Apt) -> None:
    voice = "usr/share/asterisk/sounds/fr_CA_f_June/hello.wav"
    kept = ("usr/sbin/asterisk", "usr/lib/x86_64-linux-gnu/libx.so", voice)
    archives = [
        package(tmp_path, "asterisk", *kept, "usr/share/doc/readme", "usr/sbin/other", "var/lib/x"),
        package(tmp_path, "perl-base", "usr/lib/perl.so"),
    ]
    ready = tmp_path / "ready"
    leftover = tmp_path / "ready.part/usr/lib/half-written"
    leftover.parent.mkdir(parents=True)
    leftover.touch()
    unpack(apt, archives, ("usr/sbin/asterisk", "usr/share/asterisk"), ready, silent)
    assert files_below(ready) >= set(kept)
    assert files_below(ready) <= {*kept, "usr/share/asterisk/sounds/fr/hello.wav"}
    assert (ready / "usr/share/asterisk/sounds/fr/hello.wav").is_file()
    assert not leftover.exists()


def test_a_broken_package_leaves_nothing_that_looks_ready(tmp_path: Path, apt: Apt) -> None:
    broken = tmp_path / "broken_1_all.deb"
    broken.write_bytes(b"half a package")
    with pytest.raises(FetchFailed):
        unpack(apt, [broken], (), tmp_path / "ready", silent)
    assert not (tmp_path / "ready").exists()


def test_another_set_of_packages_gets_another_folder() -> None:
    one = PackageSet("asterisk", "forky", ("asterisk",), (), "PALABRE_ASTERISK")
    two = PackageSet("asterisk", "forky", ("asterisk", "asterisk-moh-opsound-wav"), (), "PALABRE_ASTERISK")
    assert one.folder != two.folder
    assert one.folder.startswith("asterisk-forky-")


def test_a_package_is_told_by_its_archive() -> None:
    assert package_of(Path("libc6_2.43-7_amd64.deb")) == "libc6"
