"""Make the one server its own replica set: transactions and change streams need one."""

import time
from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from polyclinic.kit.mongod.errors import DatabaseUnavailableError, PortTakenError

NAME = "rs0"
NOT_YET_INITIALIZED, ALREADY_INITIALIZED = 94, 23


def make_primary(port: int, *, pid: int, until: float) -> None:
    """Initiate the set, or move it to this port, and return when the server is primary. `until` is on the monotonic clock."""
    client = MongoClient[dict[str, Any]]("127.0.0.1", port, directConnection=True, timeoutMS=30_000)
    try:
        _refuse_stranger(client, pid)
        _configure(client, f"127.0.0.1:{port}")
        _wait_until_primary(client, until)
    except PyMongoError as failed:
        raise DatabaseUnavailableError(
            f"The embedded database did not become a replica set ({type(failed).__name__})."
        ) from failed
    finally:
        client.close()


def _refuse_stranger(client: MongoClient[dict[str, Any]], pid: int) -> None:
    # Another mongod may have won the race for the port: it must never get our configuration.
    if int(client.admin.command("serverStatus")["pid"]) != pid:
        raise PortTakenError("Another MongoDB took the port. Start again.")


def _configure(client: MongoClient[dict[str, Any]], host: str) -> None:
    try:
        config = client.admin.command("replSetGetConfig")["config"]
    except OperationFailure as failed:
        if failed.code != NOT_YET_INITIALIZED:
            raise
        _initiate(client, host)
        return
    if config["members"][0]["host"] != host:
        # The configuration stores host:port: on a new port the server no longer finds itself in it, hence force.
        config["members"][0]["host"] = host
        config["version"] += 1
        client.admin.command("replSetReconfig", config, force=True)


def _initiate(client: MongoClient[dict[str, Any]], host: str) -> None:
    try:
        client.admin.command("replSetInitiate", {"_id": NAME, "members": [{"_id": 0, "host": host}]})
    except OperationFailure as failed:
        if failed.code != ALREADY_INITIALIZED:
            raise


def _wait_until_primary(client: MongoClient[dict[str, Any]], until: float) -> None:
    while not client.admin.command("hello").get("isWritablePrimary"):
        if time.monotonic() > until:
            raise DatabaseUnavailableError(
                "The embedded database answers but did not become primary. See mongod.log in its directory."
            )
        time.sleep(0.02)
