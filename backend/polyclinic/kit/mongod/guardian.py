"""The process between us and mongod: it lives as long as we do, and mongod no longer than it.

It is run as a script (`python -I -S guardian.py GRACE COMMAND...`), so it imports the standard library alone.
Its standard input is a pipe that we hold open and never write to: when we stop, end or are killed -9, the kernel closes
it, and mongod gets SIGTERM, then GRACE seconds, then SIGKILL. On Linux mongod also gets SIGTERM when the guardian dies
(PR_SET_PDEATHSIG fires when the spawning *thread* ends, so it is only sound from the main thread of a process like this).
"""

import contextlib
import ctypes
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from types import FrameType

PR_SET_PDEATHSIG = 1


def guard(grace_s: float, command: list[str]) -> int:
    """Run `command`, print its process id, and return its exit code once it has ended (128 + signal, as shells do)."""
    _obey_only_the_pipe()
    server = subprocess.Popen(  # noqa: S603 - the mongod that the launcher found
        command,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        preexec_fn=_tie_to_us() if sys.platform == "linux" else None,  # noqa: PLW1509 - no thread is running yet
    )
    print(server.pid, flush=True)  # noqa: T201 - this line is the answer to the launcher
    threading.Thread(target=_end, args=(server, grace_s), daemon=True).start()
    code = server.wait()
    return code if code >= 0 else 128 - code


def _obey_only_the_pipe() -> None:
    # A handler, not SIG_IGN: what is ignored stays ignored after exec, and mongod must hear SIGTERM.
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _hear_nothing)


def _hear_nothing(_number: int, _frame: FrameType | None) -> None:
    return


def _tie_to_us() -> Callable[[], None]:
    prctl, parent = ctypes.CDLL(None).prctl, os.getpid()

    def tie() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return tie


def _end(server: subprocess.Popen[bytes], grace_s: float) -> None:
    _wait_for_launcher()
    server.terminate()
    try:
        server.wait(grace_s)
    except subprocess.TimeoutExpired:
        server.kill()


def _wait_for_launcher() -> None:
    if sys.platform == "win32":
        os.read(0, 1)
        return
    watched = [0]
    # A forked child of the launcher may hold the pipe open longer than the launcher lives.
    with contextlib.suppress(OSError, AttributeError):
        watched.append(os.pidfd_open(os.getppid()))
    select.select(watched, [], [])


if __name__ == "__main__":
    # os._exit: a normal exit would wait for the thread that reads the pipe.
    os._exit(guard(float(sys.argv[1]), sys.argv[2:]))
