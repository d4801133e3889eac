"""apt in private folders: its own lists, cache and state, the host's keys and proxies."""

import os
import re
import subprocess
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from palabre.phone.bundle.errors import FetchFailed
from palabre.phone.bundle.progress import Progress, Stage

# The hooks that the host hangs on apt are cleared: they tend the system's own cache.
CONFIGURATION = """
Dir::Etc::SourceList "{folder}/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
Dir::State "{folder}/state";
Dir::State::Lists "{folder}/lists";
Dir::State::status "{folder}/status";
Dir::State::extended_states "{folder}/extended_states";
Dir::Cache "{folder}/cache";
APT::Install-Recommends "false";
APT::Sandbox::User "root";
APT::Keep-Downloaded-Packages "true";
Acquire::Retries "3";
Acquire::http::Timeout "30";
Acquire::https::Timeout "30";
Acquire::Languages "none";
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Post-Invoke;
#clear DPkg::Pre-Invoke;
#clear DPkg::Pre-Install-Pkgs;
"""


@dataclass(frozen=True)
class Apt:
    """apt below `folder` with one source; `what` and `setting` name the thing fetched in errors."""

    folder: Path
    source: str
    what: str
    setting: str

    def download(self, packages: tuple[str, ...], progress: Progress) -> list[Path]:
        """Bring packages and all they depend on; returns their archives."""
        archives = self.folder / "cache" / "archives"
        for folder in (archives / "partial", self.folder / "lists" / "partial", self.folder / "state"):
            folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "status").touch()
        (self.folder / "sources.list").write_text(self.source)
        (self.folder / "apt.conf").write_text(CONFIGURATION.format(folder=self.folder.resolve()))
        self.run("index", ["update", "--error-on=any"], progress)
        self.run("download", ["install", "--yes", "--download-only", *packages], progress)
        return sorted(archives.glob("*.deb"))

    def unpack(self, archive: Path, into: Path) -> None:
        """Lay the files of a package below `into`, running none of its scripts."""
        done = subprocess.run(
            ["dpkg", "-x", str(archive), str(into)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise self.failed(done.stderr)

    def run(self, stage: Stage, arguments: list[str], progress: Progress) -> None:
        """One run of apt-get, its progress told as per cent."""
        progress(stage, 0, 100)
        reading, writing = os.pipe()
        command = [
            "apt-get",
            "-c",
            str(self.folder / "apt.conf"),
            "-o",
            f"APT::Status-Fd={writing}",
            *arguments,
        ]
        with tempfile.TemporaryFile("w+") as output:
            child = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=output,
                pass_fds=[writing],
                env={**os.environ, "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"},
            )
            os.close(writing)
            watcher = threading.Thread(target=follow, args=(reading, stage, progress))
            watcher.start()
            code = child.wait()
            watcher.join()
            output.seek(0)
            if code:
                raise self.failed(output.read())
        progress(stage, 100, 100)

    def failed(self, output: str) -> FetchFailed:
        """The last complaint of a tool, as an error of ours."""
        complaints = [line for line in output.splitlines() if line.startswith(("E:", "dpkg", "W:"))]
        reason = re.sub(r"^\w+:\s*", "", complaints[-1]) if complaints else output.strip()[-200:]
        return FetchFailed(what=self.what, setting=self.setting, reason=reason.rstrip(". "))


def follow(reading: int, stage: Stage, progress: Progress) -> None:
    """Read apt's machine-readable progress, lines such as `dlstatus:12:34.5:Retrieving …`, to its end."""
    with os.fdopen(reading, errors="replace") as lines:
        for line in lines:
            match = re.match(r"dlstatus:\d+:([\d.]+):", line)
            if match:
                progress(stage, int(float(match[1])), 100)
