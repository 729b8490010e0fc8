"""Server processes as production starts them: one each, known by the line in which they say where they answer."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

import orjson

from polyclinic.kit.errors import DomainError

PATIENCE_S = 30.0
_LOOK_S = 0.005
_GRACE_S = 5.0


class BenchFailedError(DomainError):
    """A process of the benchmark did not start, ended early, or gave wrong answers."""

    code = "BENCH_FAILED"


@dataclass(frozen=True, slots=True)
class Started:
    """A server that answers: its path, port, process id, and the seconds from spawn to ready."""

    path: str
    port: int
    pid: int
    start_s: float


@asynccontextmanager
async def started(
    path: str, arguments: Sequence[str], *, environment: Mapping[str, str], folder: Path
) -> AsyncIterator[Started]:
    """Run `python -m ARGUMENTS` in the folder for the length of a block; its log goes to a file there, as to a collector."""
    log = folder / f"{path}.log"
    begun = perf_counter()
    with log.open("wb") as said:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *arguments,
            cwd=folder, env=environment_of(environment), stdin=asyncio.subprocess.DEVNULL, stdout=said, stderr=said,
        )  # fmt: skip
    try:
        port = await _port(path, process, log)
        yield Started(path, port, process.pid, perf_counter() - begun)
    finally:
        await ended(process)


async def ended(process: asyncio.subprocess.Process) -> None:
    """End a process that we started: SIGTERM, then SIGKILL."""
    if process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), _GRACE_S)
    except TimeoutError:
        process.kill()
        await process.wait()


async def _port(path: str, process: asyncio.subprocess.Process, log: Path) -> int:
    until = perf_counter() + PATIENCE_S
    while perf_counter() < until and process.returncode is None:
        if port := _announced_in(log):
            return port
        await asyncio.sleep(_LOOK_S)
    raise BenchFailedError(f"The server `{path}` did not become ready: {_last_words(log)}")


def _last_words(log: Path) -> str:
    lines = log.read_text("utf8", "replace").strip().splitlines()
    return lines[-1][:500] if lines else "it said nothing"


def _announced_in(log: Path) -> int | None:
    return next(filter(None, map(_announced, log.read_bytes().splitlines())), None)


def _announced(line: bytes) -> int | None:
    try:
        said = orjson.loads(line)
    except ValueError:
        return None
    if not isinstance(said, dict) or said.get("event") != "ready":
        return None
    return urlsplit(str(said.get("url", ""))).port


def environment_of(given: Mapping[str, str]) -> dict[str, str]:
    """Return our environment with `given` in place of every setting of another deployment."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("POLYCLINIC_")}
    return {**kept, **given}
