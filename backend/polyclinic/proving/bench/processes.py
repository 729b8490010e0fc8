"""What processes and the machine have used, read from /proc; elsewhere than on Linux nothing is known and nothing is claimed."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
_USER, _SYSTEM = 13, 14
_BUSY = (0, 1, 2, 7)  # user, nice, system and stolen; interrupts of our own loopback traffic would look like strangers


@dataclass(frozen=True, slots=True)
class Used:
    """CPU seconds since boot: of the servers, of the database, of this process, of the whole machine."""

    server: float
    database: float
    driver: float
    machine: float

    def since(self, before: "Used") -> "Used":
        """Return what was used after `before`."""
        return Used(
            self.server - before.server,
            self.database - before.database,
            self.driver - before.driver,
            self.machine - before.machine,
        )

    @property
    def others(self) -> float:
        """Return the CPU seconds that none of ours used."""
        return max(0.0, self.machine - self.server - self.database - self.driver)


def is_known() -> bool:
    """Say whether this machine tells what processes use."""
    return (PROC / "stat").exists()


def used(server: Sequence[int], database: Sequence[int]) -> Used:
    """Read the CPU seconds of the processes (ids) and of the machine; zeros where there is no /proc."""
    if not is_known():
        return Used(0.0, 0.0, 0.0, 0.0)
    return Used(sum(map(_cpu, server)), sum(map(_cpu, database)), _cpu(os.getpid()), _machine())


def memory_mb(pids: Sequence[int]) -> float | None:
    """Return the resident memory of the processes, megabytes (10**6 bytes); None where there is no /proc."""
    if not is_known():
        return None
    return round(sum(map(_resident, pids)) / 1e6, 1)


def machine() -> dict[str, object]:
    """Return what a reader needs to place the figures: processor, cores, memory."""
    return {"cpu": _model(), "cores": os.cpu_count(), "memory_mb": _total_memory()}


def _cpu(pid: int) -> float:
    fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    # what follows the name starts with field 3 of proc(5)
    return (int(fields[_USER - 2]) + int(fields[_SYSTEM - 2])) / _ticks()


def _machine() -> float:
    fields = (PROC / "stat").read_text().partition("\n")[0].split()[1:]
    return sum(int(fields[place]) for place in _BUSY) / _ticks()


def _resident(pid: int) -> int:
    pages = int((PROC / str(pid) / "statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _ticks() -> int:
    return os.sysconf("SC_CLK_TCK")


def _model() -> str:
    lines = (PROC / "cpuinfo").read_text().splitlines() if (PROC / "cpuinfo").exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


def _total_memory() -> int | None:
    if not is_known():
        return None
    return round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e6)
