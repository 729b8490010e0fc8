"""The data directory: ours alone, and it remembers the port that its replica set was configured with."""

import contextlib
import shutil
import socket
import sys
from pathlib import Path

from polyclinic.kit.mongod.errors import DatabaseUnavailableError

PORT_FILE = "polyclinic.port"
LOG_FILE = "mongod.log"
OURS = (PORT_FILE, LOG_FILE, "mongod.lock", "WiredTiger")
FRESH_BYTES = 400_000_000
"""Room that a new data directory needs: three journal files of 100 MB (measured 302 MB) and a little more."""
LOG_BYTES = 16_000_000


def prepare(dbpath: Path) -> None:
    """Make the directory, for its owner only. Raises DatabaseUnavailableError when it is somebody else's or too small."""
    try:
        dbpath.mkdir(mode=0o700, parents=True, exist_ok=True)
        _refuse_strange(dbpath)
        dbpath.chmod(0o700)
        _turn_log(dbpath / LOG_FILE)
    except OSError as refused:
        sentence = f"{dbpath} cannot hold the database ({refused.strerror}). Choose another data directory."
        raise DatabaseUnavailableError(sentence) from refused


def _refuse_strange(dbpath: Path) -> None:
    if any((dbpath / name).exists() for name in OURS):
        return
    if any(dbpath.iterdir()):
        raise DatabaseUnavailableError(f"{dbpath} holds other files and no database. Choose an empty data directory.")
    free = shutil.disk_usage(dbpath).free
    if free < FRESH_BYTES:
        room = f"needs {FRESH_BYTES // 10**6} MB and {free // 10**6} MB are free"
        raise DatabaseUnavailableError(f"A new database in {dbpath} {room}. Choose another data directory.")


def _turn_log(log: Path) -> None:
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.replace(log.with_name(LOG_FILE + ".1"))


def choose_port(dbpath: Path) -> int:
    """Return the port kept with the directory, or a free one when there is none or somebody else listens there."""
    port = kept_port(dbpath)
    return port if port and is_free(port) else free_port()


def kept_port(dbpath: Path) -> int | None:
    """Return the port of the last start, if one was kept."""
    try:
        return int((dbpath / PORT_FILE).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def keep_port(dbpath: Path, port: int) -> None:
    """Keep the port for the next start; written aside and moved, so a crash leaves the old one or the new one."""
    aside = dbpath / (PORT_FILE + ".new")
    aside.write_text(f"{port}\n", encoding="ascii")
    aside.replace(dbpath / PORT_FILE)


def is_free(port: int) -> bool:
    """Say whether nobody listens on this loopback port."""
    with socket.socket() as probe:
        # Else our own last connections (TIME_WAIT) would look like a stranger; on Windows the option means to steal.
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            probe.listen()
        except (OSError, OverflowError):
            return False
    return True


def free_port() -> int:
    """Return a loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def owner(dbpath: Path) -> int | None:
    """Return the process id in mongod's own lock file, if it holds one."""
    with contextlib.suppress(OSError, ValueError):
        return int((dbpath / "mongod.lock").read_text(encoding="ascii"))
    return None
