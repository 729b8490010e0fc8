"""The embedded server: its port, its owner, its end. Each test runs a mongod of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import psutil
import pytest
from pymongo import MongoClient

from polyclinic.kit.mongod import DatabaseUnavailableError, Server, find_binary, folder, launch, running, start

SHM = Path("/dev/shm")
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


@pytest.fixture
def dbpath(tmp_path: Path) -> Iterator[Path]:
    roomy = SHM.is_dir() and shutil.disk_usage(SHM).free > 2 * 10**9
    parent = Path(tempfile.mkdtemp(dir=SHM if roomy else tmp_path))
    yield parent / "db"
    shutil.rmtree(parent)


@pytest.fixture
def server(dbpath: Path) -> Iterator[Server]:
    with begin(dbpath) as found:
        yield found


def begin(dbpath: Path, **kwargs: Any) -> Server:
    return start(dbpath, binary=find_binary(), **kwargs)


def connect(server: Server) -> closing[MongoClient]:
    return closing(MongoClient(server.uri, timeoutMS=10_000))


def ask(server: Server, command: Any) -> dict:
    with connect(server) as client:
        return client.admin.command(command)


def write(server: Server, key: str) -> None:
    with connect(server) as client:
        client.t.t.insert_one({"_id": key})


def rows(server: Server) -> list[str]:
    with connect(server) as client:
        return [row["_id"] for row in client.t.t.find(sort=["_id"])]


def listen(port: int) -> socket.socket:
    taken = socket.socket()
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    taken.bind(("127.0.0.1", port))
    taken.listen()
    return taken


@contextmanager
def http_server(port: int) -> Iterator[None]:
    with ThreadingHTTPServer(("127.0.0.1", port), Quiet) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield
        server.shutdown()
        thread.join()


class Quiet(BaseHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        return


def has_ended(pid: int) -> bool:
    try:
        psutil.Process(pid).wait(timeout=10)
    except psutil.NoSuchProcess:
        return True
    except psutil.TimeoutExpired:
        return False
    return True


# The port


def test_a_restart_keeps_the_port_and_the_data(dbpath):
    with begin(dbpath) as first:
        write(first, "kept")
    with begin(dbpath) as second:
        assert second.uri == first.uri == f"mongodb://127.0.0.1:{first.port}/?replicaSet=rs0"
        assert rows(second) == ["kept"]


@pytest.mark.parametrize(
    "stranger",
    [
        pytest.param(http_server, id="a web server"),
        # mongod asks its old port whether it is itself and waits 30 s for the answer.
        pytest.param(listen, id="silent", marks=pytest.mark.slow),
    ],
)
def test_a_port_taken_by_someone_else_moves_the_replica_set(dbpath, stranger):
    with begin(dbpath) as first:
        write(first, "kept")
    with stranger(first.port), begin(dbpath) as second:
        assert second.port != first.port
        assert rows(second) == ["kept"]
        write(second, "new")
    with begin(dbpath) as third:
        assert third.port == second.port
        assert rows(third) == ["kept", "new"]
        assert ask(third, "hello")["hosts"] == [f"127.0.0.1:{third.port}"]


def test_a_lost_port_file_loses_nothing_else(dbpath):
    with begin(dbpath) as first:
        write(first, "kept")
    (dbpath / folder.PORT_FILE).unlink()
    with begin(dbpath) as second:
        assert rows(second) == ["kept"]


def test_a_port_lost_in_the_last_moment_is_replaced(dbpath, monkeypatch):
    with listen(0) as taken:
        monkeypatch.setattr(folder, "choose_port", lambda _dbpath: taken.getsockname()[1])
        with begin(dbpath) as server:
            assert server.port != taken.getsockname()[1]
            assert ask(server, "hello")["isWritablePrimary"] is True


def test_another_mongod_on_our_port_never_gets_our_configuration(dbpath, server, monkeypatch):
    monkeypatch.setattr(folder, "choose_port", lambda _dbpath: server.port)
    before = ask(server, "replSetGetConfig")["config"]
    with begin(dbpath.with_name("other")) as other:
        assert other.port != server.port
    assert ask(server, "replSetGetConfig")["config"] == before


# Who may start it, and where


def test_a_second_start_on_the_same_directory_is_refused(dbpath, server):
    with pytest.raises(DatabaseUnavailableError) as refused:
        begin(dbpath)
    assert refused.value.sentence == (
        f"A database is already running on {dbpath} (process {server.pid}). Stop it, or use it: "
        f"POLYCLINIC_MONGODB_URI='{server.uri}', or choose another data directory."
    )
    assert folder.kept_port(dbpath) == server.port
    write(server, "still here")
    assert rows(server) == ["still here"]


def test_the_directory_is_for_its_owner_only(dbpath):
    dbpath.mkdir(mode=0o755)
    with begin(dbpath):
        assert oct(dbpath.stat().st_mode & 0o777) == "0o700"


def test_a_directory_with_other_files_is_refused_and_left_alone(dbpath):
    dbpath.mkdir(mode=0o755)
    (dbpath / "thesis.txt").touch()
    with pytest.raises(DatabaseUnavailableError, match=r"holds other files and no database\. Choose an empty"):
        begin(dbpath)
    assert [path.name for path in dbpath.iterdir()] == ["thesis.txt"]
    assert oct(dbpath.stat().st_mode & 0o777) == "0o755"


def test_a_file_in_place_of_the_directory_is_named(dbpath):
    dbpath.touch()
    with pytest.raises(DatabaseUnavailableError, match=r"cannot hold the database \(File exists\)\. Choose another"):
        begin(dbpath)


def test_a_full_disk_is_named_before_it_is_filled(dbpath, monkeypatch):
    monkeypatch.setattr(folder.shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(64, 0, 64 * 10**6))
    with pytest.raises(DatabaseUnavailableError, match=r"needs 400 MB and 64 MB are free\. Choose another"):
        begin(dbpath)
    assert list(dbpath.iterdir()) == []


def test_data_of_another_version_are_named(dbpath):
    dbpath.mkdir()
    fake = script(dbpath.parent, 'case "$1" in --version) echo "db version v6.0.5";; *) exit 62;; esac')
    with pytest.raises(DatabaseUnavailableError, match="was written by another MongoDB version"):
        start(dbpath, binary=fake)


# What it shows to others


def test_it_listens_on_loopback_only(server):
    listening = [c.laddr for c in psutil.Process(server.pid).net_connections("all") if c.status == psutil.CONN_LISTEN]
    assert listening == [("127.0.0.1", server.port)]


def test_it_agrees_to_no_compression(server):
    offered = {"hello": 1, "compression": ["zlib", "snappy", "zstd"]}
    assert "compression" not in ask(server, offered)


def test_slow_commands_and_their_literals_stay_out_of_the_log(server):
    assert ask(server, {"profile": -1})["slowms"] == 86_400_000


def test_expired_documents_go_each_second_only_in_tests(dbpath):
    seconds = {"getParameter": 1, "ttlMonitorSleepSecs": 1}
    with begin(dbpath, test_parameters=True) as server:
        assert ask(server, seconds)["ttlMonitorSleepSecs"] == 1
    with begin(dbpath) as server:
        assert ask(server, seconds)["ttlMonitorSleepSecs"] == 60


# How it ends


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


# A binary that cannot run here


def script(folder_: Path, text: str) -> Path:
    path = folder_ / "mongod"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


MISSING = "error while loading shared libraries: {}: cannot open shared object file: No such file or directory"
CURL = "Install it (Debian, Ubuntu: apt-get install libcurl4)"
USE = "use another server: set POLYCLINIC_MONGODB_URI to a MongoDB replica set."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            f"echo '{MISSING.format('libcurl.so.4')}' >&2; exit 127",
            f"cannot run: the shared library libcurl.so.4 is missing. {CURL}, or {USE}",
        ),
        (
            f"echo '{MISSING.format('libodd.so.1')}' >&2; exit 127",
            f"cannot run: the shared library libodd.so.1 is missing. Install the package that has it, or {USE}",
        ),
        (
            'echo "/lib/libc.so.6: version \\`GLIBC_2.34\' not found" >&2; exit 1',
            f"needs GLIBC_2.34 and this system's C library is older. Use a newer system, or {USE}",
        ),
        ("kill -ILL $$", f"needs a CPU with AVX and this one has none (or the virtual machine hides it); {USE}"),
        ("exit 3", f"--version ended with code 3; {USE}"),
        ("echo hello", f"does not look like mongod: it did not print its version; {USE}"),
        ("echo 'db version v4.4.29'", f"is MongoDB 4.4.29; Polyclinic needs 6.0 or newer. Update it, or {USE}"),
    ],
)
def test_a_binary_that_cannot_run_says_why(dbpath, text, sentence):
    fake = script(dbpath.parent, text)
    with pytest.raises(DatabaseUnavailableError) as refused:
        start(dbpath, binary=fake)
    assert refused.value.sentence == f"{fake} {sentence}"
    assert not dbpath.exists()


def test_a_file_that_may_not_be_executed_says_so(dbpath):
    fake = script(dbpath.parent, "exit 0")
    fake.chmod(0o644)
    with pytest.raises(DatabaseUnavailableError, match=r"may not be executed \(file mode, or a disk mounted noexec\)"):
        start(dbpath, binary=fake)


def test_a_binary_for_another_platform_says_so(dbpath):
    fake = dbpath.parent / "mongod"
    fake.write_bytes(b"\x7fELF not really")
    fake.chmod(0o755)
    with pytest.raises(DatabaseUnavailableError, match=r"is not a program for this platform \(Exec format error\)"):
        start(dbpath, binary=fake)


def test_a_start_that_fails_tells_the_last_error_of_the_log_and_leaves_no_process(dbpath):
    grave = '{"s":"F","msg":"Fatal assertion","attr":{"patient":"nobody"}}'
    fake = script(
        dbpath.parent,
        f'case "$1" in --version) echo "db version v6.0.5";; *) echo \'{grave}\' > {dbpath}/mongod.log; exit 14;; esac',
    )
    with pytest.raises(DatabaseUnavailableError) as refused:
        start(dbpath, binary=fake)
    log = dbpath / "mongod.log"
    assert refused.value.sentence == f"mongod ended with code 14: Fatal assertion. See {log}."
    assert not [child for child in psutil.Process().children() if str(dbpath) in " ".join(child.cmdline())]


def test_a_long_log_is_turned_once(dbpath, monkeypatch):
    monkeypatch.setattr(folder, "LOG_BYTES", 10)
    with begin(dbpath):
        pass
    old = (dbpath / "mongod.log").read_bytes()
    with begin(dbpath):
        assert (dbpath / "mongod.log.1").read_bytes() == old


def test_grace_leaves_room_in_the_five_seconds_of_a_stop():
    assert launch.GRACE_S < 4
