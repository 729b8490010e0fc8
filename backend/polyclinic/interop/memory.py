"""How much memory this process has held at most."""

import sys
from pathlib import Path

_KB = 1024


def peak_rss_mb() -> float:
    """Return the most resident memory so far, in MB (2**20 bytes); 0 where the system does not say."""
    try:
        for line in Path("/proc/self/status").read_text("utf8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / _KB
    except OSError:
        return _from_usage()
    return _from_usage()


def _from_usage() -> float:
    if sys.platform == "win32":
        return 0.0
    import resource  # does not exist on Windows

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / _KB / _KB if sys.platform == "darwin" else most / _KB
