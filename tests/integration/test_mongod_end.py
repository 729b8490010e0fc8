"""The end of the embedded server: never before its owner's, never after, and nothing lost."""

import os
import signal
import subprocess
import sys
import threading

import psutil
import pytest

from integration.embedded import ask, begin, has_ended, rows, write
from polyclinic.kit.mongod import Server, find_binary, launch, running

pytestmark = pytest.mark.slow  # each test starts and stops servers of its own
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_PDEATHSIG and /proc are Linux")

PARENT = """
import sys, time
from pathlib import Path
from polyclinic.kit.mongod import find_binary, start
server = start(Path(sys.argv[1]), binary=find_binary())
print(server.pid, flush=True)
time.sleep(600)
"""
FORKING_PARENT = PARENT.replace(
    "print(server.pid",
    """
import os
child = os.fork()
if not child:
    time.sleep(600)
print(child, server.pid""",
)


def test_a_clean_stop_leaves_no_process_and_may_be_repeated(dbpath, server):
    guard = psutil.Process(server.pid).ppid()
    server.stop()
    server.stop()
    assert not psutil.pid_exists(server.pid)
    assert not psutil.pid_exists(guard)
    assert server._guard.returncode == 0
    assert (dbpath / "mongod.lock").read_text() == ""


def test_a_hanging_server_is_killed(server):
    os.kill(server.pid, signal.SIGSTOP)
    server.stop()
    assert not psutil.pid_exists(server.pid)


def test_a_killed_server_starts_again_with_its_data(dbpath, server):
    write(server, "kept")
    os.kill(server.pid, signal.SIGKILL)
    server.stop()
    assert (dbpath / "mongod.lock").read_text().strip() == str(server.pid)
    with begin(dbpath) as again:
        assert again.port == server.port
        assert rows(again) == ["kept"]


async def test_the_block_ends_the_server(dbpath):
    async with running(dbpath, binary=find_binary()) as server:
        assert ask(server, "hello")["isWritablePrimary"] is True
    assert not psutil.pid_exists(server.pid)


@pytest.mark.parametrize(
    "source", [PARENT, pytest.param(FORKING_PARENT, marks=LINUX)], ids=["alone", "with a forked child"]
)
def test_a_killed_parent_leaves_no_mongod(dbpath, source):
    parent = subprocess.Popen([sys.executable, "-c", source, str(dbpath)], stdout=subprocess.PIPE, text=True)
    with parent:
        *children, pid = map(int, parent.stdout.readline().split())
        parent.kill()
    try:
        assert has_ended(pid)
    finally:
        for child in children:
            os.kill(child, signal.SIGKILL)
    with begin(dbpath) as again:
        assert ask(again, "hello")["isWritablePrimary"] is True


@LINUX
def test_a_killed_guardian_leaves_no_mongod(server):
    psutil.Process(server.pid).parent().kill()
    assert has_ended(server.pid)


def test_the_server_outlives_the_thread_that_started_it(dbpath):
    started: list[Server] = []
    thread = threading.Thread(target=lambda: started.append(begin(dbpath)))
    thread.start()
    thread.join()
    with started[0] as server:
        assert ask(server, "hello")["isWritablePrimary"] is True


def test_ctrl_c_in_the_terminal_does_not_reach_it(server):
    assert os.getsid(server.pid) != os.getsid(0)


def test_a_signal_to_the_guardian_does_not_end_the_server(server):
    guard = psutil.Process(server.pid).parent()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        guard.send_signal(number)
    assert ask(server, "hello")["isWritablePrimary"] is True
    assert guard.is_running()


def test_grace_leaves_room_in_the_five_seconds_of_a_stop():
    assert launch.GRACE_S < 4
