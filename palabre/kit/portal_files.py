"""Serves the built portal: its files, and its first page for every address that the portal itself routes."""

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOR_EVER = "public, max-age=31536000, immutable"


class PortalFiles(StaticFiles):
    """The folder `dist` of the portal; assets carry a hash in their name and may be kept for ever."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file, else the first page for what looks like a page's address."""
        if path == "api" or path.startswith("api/"):
            known = any(route.matches(scope)[0] is Match.PARTIAL for route in scope["app"].routes)
            raise HTTPException(405 if known else 404)
        try:
            found = await super().get_response(path, scope)
        except HTTPException as missing:
            if missing.status_code != 404 or "." in path.rpartition("/")[2]:
                raise
            found = await super().get_response("index.html", scope)
        found.headers["Cache-Control"] = FOR_EVER if path.startswith("assets/") else "no-cache"
        return found
