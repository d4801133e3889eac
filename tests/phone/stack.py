"""A whole Palabre for phone tests: real database, real switch, real processes, on ports of its own."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from palabre.kit.database_address import Address, address

ROOT = Path(__file__).parents[2]
START_SECONDS = 120
STOP_SECONDS = 20


@dataclass(frozen=True)
class Stack:
    """A running `palabre up`; `number` keeps several on one machine apart."""

    home: Path
    number: int
    process: "subprocess.Popen[bytes]"
    database: str | None = None

    @property
    def address(self) -> Address:
        """Where its database is: in its home, unless it was told of another."""
        return address(self.home, self.database)

    @property
    def sip(self) -> str:
        """Where phones and carriers reach the switch."""
        return f"127.0.0.1:{sip_port(self.number)}"

    @property
    def sip_tls(self) -> str:
        """The same over TLS."""
        return f"127.0.0.1:{sip_port(self.number) + 1}"

    @property
    def api(self) -> str:
        """Where the API is."""
        return f"http://127.0.0.1:{sip_port(self.number) + 2}/api/v1"

    @property
    def named_port(self) -> int:
        """Where something outside may be reached by the name of this machine."""
        return sip_port(self.number) + 4

    @property
    def spoken(self) -> Path:
        """The folder of texts read aloud, shared so that a test compares with the very same sound."""
        return self.home / "spoken"

    @property
    def operator_token(self) -> str:
        """The operator's key to the API."""
        return (self.home / "operator-token").read_text().strip()

    def child(self, words: str) -> psutil.Process:
        """The child process whose command line holds some words: `palabre calls`, `asterisk`, `postgres`."""
        for each in psutil.Process(self.process.pid).children():
            if words in " ".join(each.cmdline()):
                return each
        raise AssertionError(f"no process {words}")

    def kill(self, words: str) -> None:
        """kill -9 one of the processes."""
        self.child(words).send_signal(signal.SIGKILL)

    def log(self) -> str:
        """The ends of the logs, for the story of a failure."""
        ends = (file.read_text(errors="replace")[-3000:] for file in sorted((self.home / "logs").glob("*.*")))
        return "\n".join(ends)


def sip_port(number: int) -> int:
    """The first of a stack's ten ports."""
    return 21000 + 10 * number


def settings_of(home: Path, number: int) -> dict[str, str]:
    """The environment of a Palabre on ports of its own."""
    first = sip_port(number)
    return {
        "PALABRE_DATA": str(home),
        "PALABRE_SIP_ADDRESS": "127.0.0.1",
        "PALABRE_SIP_PORT": str(first),
        "PALABRE_SIP_TLS_PORT": str(first + 1),
        "PALABRE_WEB_ADDRESS": "127.0.0.1",
        "PALABRE_WEB_PORT": str(first + 2),
        "PALABRE_SWITCH_HTTP_PORT": str(first + 3),
        "PALABRE_RTP_START": str(30000 + 500 * number),
        "PALABRE_RTP_END": str(30499 + 500 * number),
        "PALABRE_MOVABLE_CLOCK": "1",
        "PALABRE_OUTSIDE_ALLOWED": f'["127.0.0.1", "localhost:{first + 4}"]',
    }


def start(home: Path, number: int, spoken: Path, **more: str) -> Stack:
    """Start a Palabre and wait until its API answers; the folder `spoken` may be that of others too."""
    settings = {**settings_of(home, number), **more}
    output = home / "output"
    home.mkdir(parents=True, exist_ok=True)
    (home / "spoken").symlink_to(spoken)
    with output.open("wb") as file:
        command = [sys.executable, "-m", "palabre", "up"]
        environment = {**os.environ, **settings}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=file, stderr=file)
    stack = Stack(home, number, process, settings.get("DATABASE_URL"))
    wait_for(stack, output)
    return stack


def wait_for(stack: Stack, output: Path) -> None:
    """Until the API answers, or the process has ended with its reason."""
    deadline = time.monotonic() + START_SECONDS
    with httpx.Client(timeout=2, verify=False) as client:  # plain HTTP: no certificates to load
        while time.monotonic() < deadline:
            if stack.process.poll() is not None:
                raise AssertionError(f"palabre up ended: {output.read_text()}")
            with suppress(httpx.TransportError):
                if client.get(f"{stack.api}/health").status_code == 200:
                    return
            time.sleep(0.1)
    raise AssertionError(f"palabre up did not become ready: {output.read_text()}\n{stack.log()}")


def stop(stack: Stack) -> None:
    """Ctrl-C, and nothing is left running."""
    children = psutil.Process(stack.process.pid).children(recursive=True)
    stack.process.send_signal(signal.SIGINT)
    stack.process.wait(STOP_SECONDS)
    _, left = psutil.wait_procs(children, timeout=5)
    assert not left, f"left running: {[each.cmdline() for each in left]}"
