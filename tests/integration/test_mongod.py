"""The embedded server: its port, its directory, what it shows to others."""

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psutil
import pytest

from integration.embedded import ask, begin, rows, script, write
from polyclinic.kit.mongod import DatabaseUnavailableError, folder, start

pytestmark = pytest.mark.slow  # each test starts and stops servers of its own


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


def test_a_long_log_is_turned_once(dbpath, monkeypatch):
    monkeypatch.setattr(folder, "LOG_BYTES", 10)
    with begin(dbpath):
        pass
    old = (dbpath / "mongod.log").read_bytes()
    with begin(dbpath):
        assert (dbpath / "mongod.log.1").read_bytes() == old


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
