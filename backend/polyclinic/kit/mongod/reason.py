"""Say in a sentence why mongod ended before it listened."""

import json
from pathlib import Path

from polyclinic.kit.mongod.errors import DatabaseUnavailableError, PortTakenError
from polyclinic.kit.mongod.folder import LOG_FILE, kept_port, owner

IN_USE, ADDRESS_TAKEN, OTHER_VERSION = 100, 48, 62
SIGILL, SIGKILL = 132, 137
TAIL_BYTES = 65_536


def why_it_ended(code: int, dbpath: Path) -> DatabaseUnavailableError:
    """Turn mongod's exit code (128 + signal when it was killed) into an error that says what to do."""
    log = dbpath / LOG_FILE
    if code == ADDRESS_TAKEN:
        return PortTakenError("The port was taken while the database was starting. Start again.")
    sentences = {
        IN_USE: _in_use(dbpath),
        OTHER_VERSION: f"{dbpath} was written by another MongoDB version. Start that version, or choose another data directory.",
        SIGILL: "mongod needs a CPU with AVX and this one has none. Set POLYCLINIC_MONGODB_URI to a MongoDB replica set.",
        SIGKILL: "mongod was killed while it was starting, most likely for want of memory. Free some memory and start again.",
    }
    return DatabaseUnavailableError(
        sentences.get(code) or f"mongod ended with code {code}: {_last_words(log)}. See {log}."
    )


def _in_use(dbpath: Path) -> str:
    process, port = owner(dbpath), kept_port(dbpath)
    who = f" (process {process})" if process else ""
    use = f", or use it: POLYCLINIC_MONGODB_URI='mongodb://127.0.0.1:{port}/?replicaSet=rs0'" if port else ""
    return f"A database is already running on {dbpath}{who}. Stop it{use}, or choose another data directory."


def _last_words(log: Path) -> str:
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - TAIL_BYTES))
            lines = file.read().splitlines()
    except OSError:
        return "it left no log"
    return next((words for line in reversed(lines) if (words := _grave(line))), "it left no error in its log")


def _grave(line: bytes) -> str | None:
    """Return the message of a log line of severity error or fatal; attributes may hold data and stay in the log."""
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return str(entry.get("msg")) if isinstance(entry, dict) and entry.get("s") in {"E", "F"} else None
