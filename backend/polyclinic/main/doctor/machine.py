"""The machine: Python, processor, room on disk and in memory."""

import platform
import shutil
import sys
from pathlib import Path

from polyclinic.kit.mongod.folder import FRESH_BYTES
from polyclinic.main.doctor.finding import Finding, ok, warn, wrong

GB = 10**9
COMFORT_BYTES = 2 * GB
"""Below this a city of records or a test run gets tight (a fresh database takes 0.3 GB before the first record)."""
NEEDED_FLAGS = {"x86_64": ("flags", "avx"), "aarch64": ("Features", "atomics")}
"""What MongoDB 5.0 and newer ask of a processor: AVX, or ARMv8.2-A (seen by its atomics), and where Linux lists it."""


def python(version: tuple[int, int]) -> Finding:
    """Check the version of Python."""
    found = f"{version[0]}.{version[1]}"
    if (3, 11) <= version < (3, 14):
        return ok("python", found)
    return wrong(
        "python", found, "Polyclinic runs on Python 3.11, 3.12 and 3.13. Make a virtual environment with one of them."
    )


def processor(machine: str, cpuinfo: str | None, *, embedded: bool) -> Finding:
    """Check that this processor can run the embedded database; `cpuinfo` is None where the system does not show it."""
    shown = f"{sys.platform} {machine}"
    needed = NEEDED_FLAGS.get(machine)
    if needed is None or cpuinfo is None:
        return ok("processor", shown)
    if needed[1] in flags(cpuinfo, needed[0]):
        return ok("processor", f"{shown}, {needed[1]}")
    remedy = (
        "MongoDB cannot run here (a virtual machine may hide it). Set POLYCLINIC_MONGODB_URI to a server elsewhere."
    )
    judge = wrong if embedded else warn
    return judge("processor", f"{shown} without {needed[1]}", remedy)


def flags(cpuinfo: str, key: str) -> frozenset[str]:
    """Read the processor's features out of /proc/cpuinfo."""
    lines = (line.partition(":") for line in cpuinfo.splitlines())
    return frozenset(next((value.split() for name, _, value in lines if name.strip() == key), []))


def disk(free: int, path: Path, *, embedded: bool) -> Finding:
    """Check the room for data, bytes."""
    found = f"{free / GB:.1f} GB free for {path}"
    if embedded and free < FRESH_BYTES:
        remedy = (
            f"A new database takes {FRESH_BYTES // 10**6} MB: free some, or set POLYCLINIC_DATA_DIR to another disk."
        )
        return wrong("disk", found, remedy)
    if free < COMFORT_BYTES:
        return warn("disk", found, "Less than 2 GB: free some, or set POLYCLINIC_DATA_DIR to another disk.")
    return ok("disk", found)


def ram_disk(free: int | None) -> Finding:
    """Check the RAM disk that tests use; None means there is none."""
    if free is None:
        return ok("ram disk", "none; tests use the temporary directory")
    found = f"{free / GB:.1f} GB free in /dev/shm"
    if free < COMFORT_BYTES:
        return warn("ram disk", found, "Tests use the slower disk. In Docker: --shm-size=3g.")
    return ok("ram disk", found)


def look(data_dir: Path, *, embedded: bool) -> list[Finding]:
    """Look at this machine."""
    place = nearest(data_dir.absolute())
    cpuinfo, shm = Path("/proc/cpuinfo"), Path("/dev/shm")  # noqa: S108 - asked for its size only
    return [
        python(sys.version_info[:2]),
        processor(
            platform.machine(),
            cpuinfo.read_text(encoding="utf-8", errors="replace") if cpuinfo.exists() else None,
            embedded=embedded,
        ),
        disk(shutil.disk_usage(place).free, data_dir, embedded=embedded),
        ram_disk(shutil.disk_usage(shm).free if shm.is_dir() else None),
    ]


def nearest(path: Path) -> Path:
    """Return the path, or the closest folder above it that exists."""
    return next(place for place in (path, *path.parents) if place.exists())
