"""The host's apt configuration, as distributions and people write it."""

from pathlib import Path

import pytest

from palabre.phone.bundle.sources import Source, debian_source, read_sources

STANZA = """\
# a comment
Types: deb deb-src
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main contrib
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb-src
URIs: http://source.example/debian
Suites: bookworm
Components: main

Types: deb
Enabled: no
URIs: http://old.example/debian
Suites: bookworm
Components: main
"""
LINES = """\
# deb http://off.example/debian bookworm main
deb [arch=amd64 signed-by=/keys/x.gpg] https://mirror.example/debian bookworm main contrib # ours
deb-src http://mirror.example/debian bookworm main
"""


def read(folder: Path, name: str, text: str) -> list[Source]:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return read_sources(folder)


def test_stanzas_give_the_enabled_binary_sources(tmp_path: Path) -> None:
    assert read(tmp_path, "sources.list.d/debian.sources", STANZA) == [
        Source(
            "http://mirror.example/debian",
            ("bookworm", "bookworm-updates"),
            ("main", "contrib"),
            "/usr/share/keyrings/debian-archive-keyring.gpg",
        )
    ]


@pytest.mark.parametrize("name", ["sources.list", "sources.list.d/debian.list"])
def test_lines_give_the_binary_sources_with_their_keys(tmp_path: Path, name: str) -> None:
    expected = Source("https://mirror.example/debian", ("bookworm",), ("main", "contrib"), "/keys/x.gpg")
    assert read(tmp_path, name, LINES) == [expected]


def test_no_configuration_gives_no_sources(tmp_path: Path) -> None:
    assert read_sources(tmp_path) == []


SECURITY = Source("http://m.example/debian-security", ("bookworm-security",), ("main",))
OTHER = Source("https://node.example", ("nodistro",), ("main",))
DEBIAN = Source("http://m.example/debian", ("bookworm", "bookworm-updates"), ("main",))
ROLLING = Source("http://m.example/debian", ("testing",), ("main", "contrib"))
NON_FREE = Source("http://m.example/debian", ("bookworm",), ("non-free",))


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ([SECURITY, OTHER, DEBIAN], DEBIAN),
        ([ROLLING], ROLLING),
        ([SECURITY, OTHER, NON_FREE], None),
        ([], None),
    ],
)
def test_debian_itself_is_found_among_other_sources(sources: list[Source], expected: Source | None) -> None:
    assert debian_source(sources, "bookworm") == expected
