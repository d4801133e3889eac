"""The command `palabre`. Each command imports what it needs: no process holds what it never uses."""

import asyncio
import json
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Annotated, Any, Literal

import typer
import uvloop
from rich.console import Console

from palabre.kit import discover
from palabre.kit.errors import NotFound, PalabreError
from palabre.logs import log_to
from palabre.places import Places
from palabre.settings import Settings

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Palabre, a hosted virtual PBX.")
account_app = typer.Typer(no_args_is_help=True, help="Accounts: suspend a company's service, or resume it.")
app.add_typer(account_app, name="account")
screen = Console(stderr=True)
Label = Annotated[str, typer.Argument(help="the company's SIP domain or its first word")]
PROCESSES = ("calls", "jobs", "web")
"""What `up` starts: they need none of the features' commands."""


@app.command()
def up(with_demo: Annotated[bool, typer.Option("--demo", help="set up the demo company")] = False) -> None:
    """Start everything on this machine, in the foreground, until Ctrl-C."""
    _run("up", lambda settings: _up(settings, with_demo))


async def _up(settings: Settings, with_demo: bool) -> None:
    from palabre.banner import Starting, show_banner
    from palabre.demo import demo
    from palabre.up import running, until_stopped

    with Starting() as starting:
        async with running(settings, starting.progress, starting.say) as parts:
            company = await demo(parts.database, settings) if with_demo else None
            starting.done()
            show_banner(settings, company)
            await until_stopped()


@app.command()
def calls() -> None:
    """Run the process that follows the calls (started by `up`)."""
    from palabre import calls_process

    _run("calls", lambda settings: _until_told(calls_process.run(settings)))


@app.command()
def jobs() -> None:
    """Run the process that does the work beside the calls (started by `up`)."""
    from palabre import jobs_process

    _run("jobs", lambda settings: _until_told(jobs_process.run(settings)))


@app.command("web")
def web_process() -> None:
    """Run the process that serves the API and the portal (started by `up`)."""
    from palabre import web

    _run("web", lambda settings: web.run(settings))


@app.command("doctor")
def examine() -> None:
    """Check this installation, and say what is wrong and how to mend it."""
    from palabre import doctor

    sys.exit(asyncio.run(doctor.examine(Settings(), Console())))


@app.command()
def call(
    caller: Annotated[str, typer.Argument(help="the extension whose phone rings first")],
    called: Annotated[str, typer.Argument(help="what it calls then")],
    account: Annotated[str, typer.Option(help="the company's SIP domain or its first word")] = "demo",
) -> None:
    """Begin a call between two numbers of a company."""
    _run(None, lambda settings: _call(settings, account, {"from": caller, "to": called}))


async def _call(settings: Settings, account: str, who: dict[str, str]) -> None:
    from palabre.calls.control import ask
    from palabre.kit.bus import PostgresBus
    from palabre.kit.database_address import address
    from palabre.kit.db import Database

    where = address(settings.home, settings.database_url)
    async with PostgresBus(where) as bus, Database(where, bus) as db:
        async with db.door() as door:
            accounts = await door.fetch("select id, domain from door.accounts()")
        found = [each for each in accounts if account in (each["domain"], each["domain"].partition(".")[0])]
        if not found:
            raise NotFound(what=account)
        answer = await ask(bus, found[0]["id"], "originate", **who)
        screen.print(f"[green]✓[/] {who['from']} → {who['to']}  {answer['call']}")


@account_app.command()
def suspend(label: Label) -> None:
    """Stop all calls of a company but those for help; its callers hear that nobody can be reached."""
    _run(None, lambda settings: _become(settings, label, "suspended"))


@account_app.command()
def resume(label: Label) -> None:
    """Let the service of a company run again, from the next call on."""
    _run(None, lambda settings: _become(settings, label, "active"))


async def _become(settings: Settings, label: str, state: Literal["active", "suspended"]) -> None:
    from palabre.features import accounts
    from palabre.kit.bus import PostgresBus
    from palabre.kit.database_address import address
    from palabre.kit.db import Database

    where = address(settings.home, settings.database_url)
    async with PostgresBus(where) as bus, Database(where, bus) as db:
        _, name = await accounts.set_state(db, label, state)
        screen.print(f"[green]✓[/] {name}: {state}")


@app.command()
def openapi() -> None:
    """Print the API's description."""
    from palabre import web

    sys.stdout.write(json.dumps(web.describe(), indent=2, ensure_ascii=False) + "\n")


async def _until_told(work: Coroutine[Any, Any, None]) -> None:
    """Work until SIGTERM or SIGINT, then leave in good order."""
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        return


def _run(log_name: str | None, work: Callable[[Settings], Coroutine[Any, Any, None]]) -> None:
    settings = Settings()
    if log_name is not None:
        log_to(Places(settings.home).logs / f"{log_name}.log")
    try:
        uvloop.run(work(settings))
    except PalabreError as trouble:
        screen.print(f"[red]✗[/] {trouble.text('fr')}\n  [dim]{trouble.text('en')} ({trouble.code})[/]")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def main() -> None:
    """The entry point."""
    if sys.argv[1:2] not in [[each] for each in PROCESSES]:
        for brought in discover.modules("palabre.features", "terminal"):
            app.add_typer(brought.app, name=brought.NAME)
    app()
