"""Make the one server its own replica set: transactions and change streams need one."""

import time
from collections.abc import Callable
from typing import Any

from pymongo import MongoClient, timeout
from pymongo.errors import AutoReconnect, OperationFailure, PyMongoError

from polyclinic.kit.mongod.errors import DatabaseUnavailableError, PortTakenError

Client = MongoClient[dict[str, Any]]
NAME = "rs0"
ANSWER_MS = 60_000
"""How long one command may take: on a new port mongod first asks the old one, and waits 30 s if a stranger there is silent."""
AGAIN_S = 0.02
NOT_YET_INITIALIZED = 94
ALREADY_INITIALIZED, IN_PROGRESS = 23, 109


def make_primary(port: int, *, pid: int, is_alive: Callable[[], bool], until: float) -> None:
    """Initiate the set, or move it to this port, and return when the server (process `pid`) is primary.

    `until` is on the monotonic clock. Raises DatabaseUnavailableError, and PortTakenError when another server answers.
    """
    client = Client("127.0.0.1", port, directConnection=True, timeoutMS=ANSWER_MS)
    try:
        while not _is_primary(client, f"127.0.0.1:{port}", pid):
            if not is_alive() or time.monotonic() > until:
                raise DatabaseUnavailableError(
                    "The embedded database did not become primary. See mongod.log in its directory."
                )
            time.sleep(AGAIN_S)
    except PyMongoError as failed:
        sentence = f"The embedded database did not become a replica set ({type(failed).__name__}). See mongod.log in its directory."
        raise DatabaseUnavailableError(sentence) from failed
    finally:
        client.close()


def _is_primary(client: Client, host: str, pid: int) -> bool:
    try:
        _refuse_stranger(client, pid)
        _configure(client, host)
        return bool(client.admin.command("hello").get("isWritablePrimary"))
    except AutoReconnect:
        # A server that finds itself in no configuration drops its connections once.
        return False


def _refuse_stranger(client: Client, pid: int) -> None:
    # Another program may have won the race for the port: it must never get our configuration.
    with timeout(1):
        answering = int(client.admin.command("serverStatus")["pid"])
    if answering != pid:
        raise PortTakenError("Another MongoDB took the port. Start again.")


def _configure(client: Client, host: str) -> None:
    config = _config(client)
    if config is None:
        _tolerate(client, {"replSetInitiate": {"_id": NAME, "members": [{"_id": 0, "host": host}]}})
    elif config["members"][0]["host"] != host:
        # The configuration stores host:port: on a new port the server no longer finds itself in it, hence force.
        config["members"][0]["host"] = host
        config["version"] += 1
        _tolerate(client, {"replSetReconfig": config, "force": True})


def _config(client: Client) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = client.admin.command("replSetGetConfig")["config"]
    except OperationFailure as failed:
        if failed.code != NOT_YET_INITIALIZED:
            raise
        return None
    return found


def _tolerate(client: Client, command: dict[str, Any]) -> None:
    # While it still reads its own configuration, the server claims to have none and then to have one already.
    try:
        client.admin.command(command)
    except OperationFailure as failed:
        if failed.code not in {ALREADY_INITIALIZED, IN_PROGRESS}:
            raise
