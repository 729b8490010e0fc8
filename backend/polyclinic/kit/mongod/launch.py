"""Start and stop the embedded server: a single-node replica set on loopback, for development, demo and tests only.

One launcher owns one data directory. A second one is refused, not adopted: two owners could not agree who stops it.
"""

import asyncio
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import IO, Self

from polyclinic.kit.mongod import folder, guardian, replica
from polyclinic.kit.mongod.errors import DatabaseUnavailableError, PortTakenError
from polyclinic.kit.mongod.reason import why_it_ended
from polyclinic.kit.mongod.trial import check_runs

START_S = 120.0
"""How long a start may take, seconds: recovery after a crash comes before listening. A server that ends is noticed at once."""
GRACE_S = 3.0
"""How long mongod may take to end cleanly before SIGKILL, seconds (measured 1.0)."""
ATTEMPTS = 5


class Server:
    """A running embedded server. `uri` is for clients; `stop` may be called twice."""

    def __init__(self, dbpath: Path, port: int, pid: int, guard: subprocess.Popen[bytes]) -> None:
        self.dbpath, self.port, self.pid = dbpath, port, pid
        self.uri = f"mongodb://127.0.0.1:{port}/?replicaSet={replica.NAME}"
        self._guard = guard

    def stop(self) -> None:
        """End mongod and return when it is gone: SIGTERM first, SIGKILL after GRACE_S seconds."""
        _end(self._guard)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()


@asynccontextmanager
async def running(dbpath: Path, *, binary: Path, test_parameters: bool = False) -> AsyncIterator[Server]:
    """Run the embedded server for the length of a block, without holding up the event loop."""
    server = await asyncio.to_thread(start, dbpath, binary=binary, test_parameters=test_parameters)
    try:
        yield server
    finally:
        await asyncio.to_thread(server.stop)


def start(dbpath: Path, *, binary: Path, test_parameters: bool = False) -> Server:
    """Start mongod on `dbpath` and return it as primary. Raises DatabaseUnavailableError with what to do.

    `test_parameters` lets expired documents go each second, not each minute.
    """
    check_runs(binary)
    dbpath = dbpath.absolute()
    folder.prepare(dbpath)
    port = folder.choose_port(dbpath)
    for _ in range(ATTEMPTS):
        with suppress(PortTakenError):
            return _start_on(port, dbpath, binary=binary, test_parameters=test_parameters)
        port = folder.free_port()
    raise DatabaseUnavailableError(f"No free port was found for the database in {ATTEMPTS} tries. Start again.")


def _start_on(port: int, dbpath: Path, *, binary: Path, test_parameters: bool) -> Server:
    with tempfile.TemporaryFile() as said:
        guard = _spawn(_command(port, dbpath, binary=binary, test_parameters=test_parameters), said)
        try:
            pid = _pid(guard, said)
            _wait_until_primary(port, pid, guard, dbpath)
            folder.keep_port(dbpath, port)
        except BaseException:
            _end(guard)
            raise
    return Server(dbpath, port, pid, guard)


def _wait_until_primary(port: int, pid: int, guard: subprocess.Popen[bytes], dbpath: Path) -> None:
    until = time.monotonic() + START_S
    try:
        _wait_for_port(port, guard, until)
        replica.make_primary(port, pid=pid, is_alive=lambda: guard.poll() is None, until=until)
    except DatabaseUnavailableError as failed:
        if guard.poll() is None:
            raise
        raise why_it_ended(guard.returncode, dbpath) from failed


def _command(port: int, dbpath: Path, *, binary: Path, test_parameters: bool) -> list[str]:
    command = [str(binary), "--dbpath", str(dbpath), "--replSet", replica.NAME]
    command += ["--port", str(port), "--bind_ip", "127.0.0.1"]
    command += ["--wiredTigerCacheSizeGB", "0.25", "--oplogSize", "64"]
    # 6.0.5 leaks memory to anyone who may send compressed messages (CVE-2025-14847).
    command += ["--networkMessageCompressors", "disabled"]
    command += ["--logpath", str(dbpath / folder.LOG_FILE), "--logappend"]
    # Slow commands are logged with what people wrote in them: never here.
    command += ["--slowms", "86400000"]
    command += ["--setParameter", "diagnosticDataCollectionEnabled=false"]
    command += ["--setParameter", "shutdownTimeoutMillisForSignaledShutdown=100"]
    if sys.platform != "win32":
        command.append("--nounixsocket")
    if test_parameters:
        command += ["--setParameter", "ttlMonitorSleepSecs=1"]
    return command


def _spawn(command: list[str], said: IO[bytes]) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C in a terminal is for us, and the database must outlive our last write.
    return subprocess.Popen(  # noqa: S603 - our own guardian and the found mongod
        [sys.executable, "-I", "-S", guardian.__file__, str(GRACE_S), *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=said,
        start_new_session=True,
    )


def _pid(guard: subprocess.Popen[bytes], said: IO[bytes]) -> int:
    line = guard.stdout.readline() if guard.stdout else b""
    if line.strip().isdigit():
        return int(line)
    said.seek(0)
    raise DatabaseUnavailableError(
        "mongod could not be started: " + said.read().decode(errors="replace").strip()[-300:]
    )


def _wait_for_port(port: int, guard: subprocess.Popen[bytes], until: float) -> None:
    # Looked at each 20 ms: the driver itself would try again only each 0.5 s.
    while guard.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        if time.monotonic() > until:
            raise DatabaseUnavailableError(
                f"mongod did not listen within {START_S:.0f} s. See mongod.log in its directory."
            )
        time.sleep(0.02)
    raise DatabaseUnavailableError("mongod ended before it listened.")


def _end(guard: subprocess.Popen[bytes]) -> None:
    for pipe in (guard.stdin, guard.stdout):
        if pipe:
            pipe.close()
    try:
        guard.wait(GRACE_S + 5)
    except subprocess.TimeoutExpired:
        guard.kill()
        guard.wait()
