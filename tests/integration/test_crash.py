"""kill -9 under writes: what was acknowledged is there after the restart, and no transaction is half there."""

import os
import signal
import threading
from collections.abc import Callable

import pytest
from pymongo import MongoClient
from pymongo.database import Database
from pymongo.errors import PyMongoError

from polyclinic.kit.mongod import Server, find_binary, start

WRITERS = 4
ROUNDS = 3
ENOUGH = 400
"""Acknowledged writes per round before the server is killed: work, not seconds."""

Write = Callable[[Database, str], None]


class Ledger:
    """What the server acknowledged, by writer."""

    def __init__(self) -> None:
        self.rows: list[str] = []
        self.pairs: list[str] = []
        self.enough = threading.Event()

    def note(self, kept: list[str], key: str, goal: int) -> None:
        kept.append(key)
        if len(kept) >= goal:
            self.enough.set()


def client_of(server: Server) -> MongoClient:
    return MongoClient(
        server.uri, w="majority", journal=True, readConcernLevel="majority", serverSelectionTimeoutMS=300
    )


def write_row(database: Database, key: str) -> None:
    database.rows.insert_one({"_id": key})


def write_pair(database: Database, key: str) -> None:
    with database.client.start_session() as session, session.start_transaction():
        database.left.insert_one({"_id": key}, session=session)
        database.right.insert_one({"_id": key}, session=session)


def write_until_it_dies(server: Server, name: str, write: Write, note: Callable[[str], None]) -> None:
    with client_of(server) as client:
        number = 0
        while True:
            key = f"{name}-{number}"
            try:
                write(client.crash, key)
            except PyMongoError:
                return
            note(key)
            number += 1


def crash_under_writers(server: Server, turn: int, ledger: Ledger) -> None:
    ledger.enough.clear()
    goal = len(ledger.rows) + ENOUGH
    jobs = [(f"{turn}-{n}", write_row, lambda key: ledger.note(ledger.rows, key, goal)) for n in range(WRITERS)]
    jobs.append((f"{turn}-t", write_pair, ledger.pairs.append))
    threads = [threading.Thread(target=write_until_it_dies, args=(server, *job)) for job in jobs]
    for thread in threads:
        thread.start()
    assert ledger.enough.wait(60)
    os.kill(server.pid, signal.SIGKILL)
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads)


def stored(server: Server, collection: str) -> set[str]:
    with client_of(server) as client:
        return {row["_id"] for row in client.crash[collection].find()}


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_and_nothing_is_half_committed(dbpath):
    ledger = Ledger()
    for turn in range(ROUNDS):
        with start(dbpath, binary=find_binary()) as server:
            prepare(server)
            crash_under_writers(server, turn, ledger)
        with start(dbpath, binary=find_binary()) as server:
            rows, left, right = (stored(server, name) for name in ("rows", "left", "right"))
        in_flight = turn + 1
        assert set(ledger.rows) - rows == set()
        assert left == right
        assert set(ledger.pairs) - left == set()
        assert len(rows - set(ledger.rows)) <= WRITERS * in_flight
        assert len(left - set(ledger.pairs)) <= in_flight
    assert len(ledger.rows) >= ROUNDS * ENOUGH
    assert len(ledger.pairs) >= ROUNDS


def prepare(server: Server) -> None:
    with client_of(server) as client:
        missing = {"rows", "left", "right"} - set(client.crash.list_collection_names())
        for name in missing:
            client.crash.create_collection(name)
