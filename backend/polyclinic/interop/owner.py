"""Which process an import belongs to, so that one that was killed is not waited for."""

import os
import socket
from pathlib import Path


def this_process() -> str:
    """Return `host:pid:start` of this process."""
    return f"{socket.gethostname()}:{os.getpid()}:{_start_of(os.getpid()) or ''}"


def is_dead(owner: str) -> bool:
    """Say whether the process is certainly gone; one on another machine is not known to be."""
    host, _, rest = owner.partition(":")
    pid, _, started = rest.partition(":")
    if host != socket.gethostname() or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:  # it lives and belongs to somebody else
        return False
    return bool(started) and _start_of(int(pid)) != started


def _start_of(pid: int) -> str | None:
    """Return when a process began (Linux: clock ticks since boot), which tells it from a later one with the same number."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf8")
    except OSError:
        return None
    return stat.rpartition(")")[2].split()[19]
