"""What processes cost: processor time and memory, as the kernel counts them."""

import os
import re
import socket
from pathlib import Path

TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")


def cpu_ms(pid: int) -> float:
    """Processor time that a process and its children, living or ended, have used so far."""
    spent = 0
    for each in family(pid):
        spent += sum(
            int(ticks) for ticks in _fields(each)[11:15]
        )  # own and ended children's, user and system
    return spent * TICK_MS


def family(pid: int) -> list[int]:
    """The process and all that descend from it."""
    parents = {each: int(fields[1]) for each in _pids() if (fields := _fields(each))}
    found = [pid]
    for each in found:
        found.extend(child for child, parent in parents.items() if parent == each)
    return found


def _pids() -> list[int]:
    return [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()]


def _fields(pid: int) -> list[str]:
    """The fields of proc_pid_stat(5) from the third on; none for a process that has just ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def memory_kb(pid: int) -> int:
    """Resident memory of one process."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) if found else 0


def open_files(pid: int) -> int:
    """How many file descriptors a process has open."""
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def free_port(kind: socket.SocketKind = socket.SOCK_DGRAM, address: str = "127.0.0.1") -> int:
    """A port that nobody uses now."""
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind((address, 0))
        return int(probe.getsockname()[1])
