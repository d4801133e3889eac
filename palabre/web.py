"""The web process: the API of all features, and the portal."""

import asyncio
import importlib
import importlib.util
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import APIRouter, FastAPI, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel

from palabre.kit import discover
from palabre.kit.access import Opened, Web
from palabre.kit.bus import Bus, PostgresBus
from palabre.kit.database_address import address
from palabre.kit.db import Database, DatabaseAway
from palabre.kit.http import TroubleBody, install_errors
from palabre.kit.http_guard import Guard
from palabre.kit.portal_files import PortalFiles
from palabre.settings import Settings

PORTAL = Path(__file__).parents[1] / "portal" / "dist"
_health = APIRouter(tags=["health"])


class Health(BaseModel):
    """Whether the service can work."""

    database: bool


@_health.get("/health")
async def get_health(web: Opened, response: Response) -> Health:
    """For load balancers: 200 when the API can answer, 503 while the database is away."""
    try:
        async with web.db.door() as door:
            await door.fetchval("select 1")
    except DatabaseAway as away:
        response.status_code = away.status
        return Health(database=False)
    return Health(database=True)


def create_app(settings: Settings, db: Database, bus: Bus) -> FastAPI:
    """The web application over an open database and bus."""
    app = FastAPI(
        title="Palabre",
        version="1",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # the interactive pages load their scripts from elsewhere
        redoc_url=None,
        generate_unique_id_function=_operation,
    )
    app.state.web = Web(settings, db, bus)
    install_errors(app)
    app.add_middleware(Guard)
    for router in _routers():
        app.include_router(
            router, prefix="/api/v1", responses={"4XX": {"model": TroubleBody}, 422: {"model": TroubleBody}}
        )
    app.mount("/", PortalFiles(PORTAL))
    return app


class _Server(uvicorn.Server):
    """Leaves in good order at a signal; the stock one lets it kill the process before all is closed."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Called around serving."""
        for each in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(each, self._leave)
        yield

    def _leave(self) -> None:
        self.should_exit = True


async def run(settings: Settings) -> None:
    """Run the web process until it is told to stop."""
    where = address(settings.home, settings.database_url)
    async with PostgresBus(where) as bus, Database(where, bus) as db:
        config = uvicorn.Config(
            create_app(settings, db, bus),
            host=settings.web_address,
            port=settings.web_port,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=3,
        )
        await _Server(config).serve()


def describe() -> dict[str, Any]:
    """The API in OpenAPI 3.1; needs no database."""
    settings = Settings()
    return create_app(settings, Database(address(settings.home, None)), Bus()).openapi()


def _routers() -> Iterator[APIRouter]:
    yield _health
    modules = list(discover.modules("palabre.features", "api"))
    if importlib.util.find_spec("palabre.routing.api"):
        modules.append(importlib.import_module("palabre.routing.api"))
    for module in modules:
        yield module.router


def _operation(route: APIRoute) -> str:
    return route.name
