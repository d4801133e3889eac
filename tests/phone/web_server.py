"""A company's own web server: a real one, on this machine, that remembers what it was asked."""

import asyncio
import json
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


@dataclass(frozen=True)
class Asked:
    """One request."""

    method: str
    path: str
    headers: dict[str, str]
    body: str


Says = Callable[[Asked], tuple[int, Any]]


class WebServer:
    """`with WebServer(says) as server`: `says` gives the status and the JSON of an answer."""

    def __init__(self, says: Says = lambda _: (200, {}), port: int = 0) -> None:
        self.asked: queue.Queue[Asked] = queue.Queue()
        self._says = says
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._answering())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """Its address, which the tests' Palabre may reach."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    async def next(self, within: float = 10.0) -> Asked:
        """The next request."""
        return await asyncio.to_thread(self.asked.get, timeout=within)

    def _answering(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Answering(BaseHTTPRequestHandler):
            def answer(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                asked = Asked(self.command, self.path, headers, self.rfile.read(length).decode())
                server.asked.put(asked)
                status, said = server._says(asked)
                body = json.dumps(said).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = answer

            def log_message(self, *_: Any) -> None:
                """Not on the screen."""

        return Answering


def free_port() -> int:
    """A port where nothing listens: a server that is down, for now."""
    server = WebServer()
    server._server.server_close()
    return server.port
