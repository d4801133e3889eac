"""What a newcomer sees while Palabre starts, and once it runs."""

from types import TracebackType
from typing import Self

from rich import box
from rich.console import Console
from rich.panel import Panel
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from palabre.demo import Company
from palabre.settings import Settings

STAGES = {
    "engine": "Commutateur : recherche · finding the switch",
    "wait": "Un autre processus télécharge · another process is downloading",
    "index": "Listes de paquets · package lists",
    "download": "Téléchargement du commutateur · downloading the switch",
    "unpack": "Installation du commutateur · unpacking the switch",
    "database": "Base de données · database",
    "switch": "Commutateur · switch",
    "calls": "Appels · calls",
    "jobs": "Tâches · jobs",
    "web": "Portail · portal",
    "stop": "Arrêt · stopping",
}


class Starting:
    """A progress line for each stage."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
        )
        self._task: TaskID | None = None
        self._stage = ""

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def say(self, stage: str) -> None:
        """A new stage begins."""
        self.progress(stage, 0, 0)

    def progress(self, stage: str, done: int, total: int) -> None:
        """How far a stage is: `done` of `total`, or a bar that only moves when `total` is 0."""
        if stage != self._stage:
            if self._task is not None:
                self._progress.remove_task(self._task)
            self._task = self._progress.add_task(STAGES[stage], total=None)
            self._stage = stage
        if self._task is not None and total:
            self._progress.update(self._task, completed=done, total=total)

    def done(self) -> None:
        """Everything runs: the lines go."""
        self._progress.stop()


def show_banner(settings: Settings, company: Company | None) -> None:
    """Addresses, logins, SIP accounts and numbers to dial, in one table."""
    console = Console()
    host = "127.0.0.1" if settings.web_address == "0.0.0.0" else settings.web_address
    portal = f"http://{host}:{settings.web_port}"
    console.print(Panel.fit("[bold]Palabre[/] est prêt · is ready", border_style="green"))
    table = Table(box=box.SIMPLE, show_header=False, pad_edge=False)
    table.add_row("Portail · portal", f"[bold]{portal}[/]")
    table.add_row("API", f"{portal}/api/v1  (OpenAPI: {portal}/api/v1/openapi.json)")
    if company is not None:
        _add_company(table, settings, company)
    table.add_row("Journaux · logs", str(settings.home / "logs"))
    console.print(table)
    console.print("[dim]Ctrl-C arrête tout · stops everything[/]")


def _add_company(table: Table, settings: Settings, company: Company) -> None:
    for login in company.logins:
        table.add_row("Connexion · login", f"[bold]{login.email}[/]  {login.password}")
    proxy = f"{company.sip_host}:{settings.sip_port}"
    sip = f"{company.domain}  (proxy {proxy}, UDP/TCP; TLS {settings.sip_tls_port})"
    table.add_row("SIP : domaine · domain", sip)
    for phone in company.phones:
        name = f"  [bold]{phone.username}[/]  {phone.secret}  [dim]({phone.name})[/]"
        table.add_row("SIP : compte · account", name)
    for number, what in company.to_dial:
        table.add_row("À composer · dial", f"[bold]{number}[/]  {what}")
