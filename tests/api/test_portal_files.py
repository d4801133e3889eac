"""The built portal: its files, and its first page for the addresses that it routes itself."""

from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from palabre.kit.portal_files import PortalFiles


@pytest.fixture
def portal(tmp_path: Path) -> httpx.AsyncClient:
    """A portal of two files."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("first page")
    (tmp_path / "assets" / "a1b2.js").write_text("script")
    app = Starlette(routes=[Mount("/", PortalFiles(tmp_path))])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://palabre.test")


@pytest.mark.parametrize("path", ["/", "/calls", "/scenarios/123/edit", "/index.html"])
async def test_every_page_is_the_first_page(portal: httpx.AsyncClient, path: str) -> None:
    answer = await portal.get(path)
    assert (answer.status_code, answer.text) == (200, "first page")
    assert answer.headers["cache-control"] == "no-cache"


async def test_assets_are_kept_for_ever(portal: httpx.AsyncClient) -> None:
    answer = await portal.get("/assets/a1b2.js")
    assert answer.text == "script"
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "path", ["/assets/gone.js", "/api/v1/nothing", "/../../etc/passwd.txt", "/%2e%2e/x.y"]
)
async def test_what_is_not_there_is_not_there(portal: httpx.AsyncClient, path: str) -> None:
    assert (await portal.get(path)).status_code == 404
