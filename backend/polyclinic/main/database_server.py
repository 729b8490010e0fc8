"""The server behind a command: a running one where there is one, else the embedded one for as long as the command runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from pymongo.errors import PyMongoError

from polyclinic.kit.mongo import client_for
from polyclinic.kit.mongod import find_source, folder, replica, running
from polyclinic.kit.settings import Settings


@dataclass(frozen=True, slots=True)
class Serving:
    """Where the database answers; `ours` says that it is embedded, so that we may prepare it."""

    uri: str
    ours: bool


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[Serving]:
    """Give the address of the settings, of an embedded server that already runs there, or of one started for this block."""
    given = settings.mongodb_uri.get_secret_value() if settings.mongodb_uri else None
    source = find_source(given)
    dbpath = (settings.data_dir / "mongod").absolute()
    if source.uri:
        yield Serving(source.uri, ours=False)
    elif uri := await _already_running(dbpath):
        yield Serving(uri, ours=True)
    else:
        assert source.binary is not None  # noqa: S101 - find_source gives one of the two
        async with running(dbpath, binary=source.binary) as server:
            yield Serving(server.uri, ours=True)


async def _already_running(dbpath: Path) -> str | None:
    port, pid = folder.kept_port(dbpath), folder.owner(dbpath)
    if not port or not pid or folder.is_free(port):
        return None
    uri = f"mongodb://127.0.0.1:{port}/?replicaSet={replica.NAME}"
    client = client_for(uri + "&serverSelectionTimeoutMS=2000")
    try:
        options = await client.admin.command("getCmdLineOpts")
    except PyMongoError:
        return None
    finally:
        await client.close()
    # A stranger may have got the port since: only a server that works on our directory is ours.
    same = Path(options["parsed"]["storage"]["dbPath"]).resolve() == dbpath.resolve()
    return uri if same else None
