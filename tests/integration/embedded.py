"""What the proofs of the embedded server do with one: start it, ask it, write and read a row, see it end."""

from contextlib import closing
from pathlib import Path
from typing import Any

import psutil
from pymongo import MongoClient

from polyclinic.kit.mongod import Server, find_binary, start


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


def has_ended(pid: int) -> bool:
    try:
        psutil.Process(pid).wait(timeout=10)
    except psutil.NoSuchProcess:
        return True
    except psutil.TimeoutExpired:
        return False
    return True


def script(folder: Path, text: str) -> Path:
    """A stand-in for mongod that does what a broken one would."""
    path = folder / "mongod"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path
