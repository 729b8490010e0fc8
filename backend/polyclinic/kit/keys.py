"""The house keys: one file, mode 0600, with the sealing key, the index key and the key that signs access tokens.

In development the file is made on first use. In production a missing file is an error: a new key would lock every record.
"""

import base64
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pymongo import ReturnDocument

from polyclinic.kit.mongo import Database, Row
from polyclinic.kit.settings import Environment, Settings


class KeysMissingError(Exception):
    """No key file where production expects one."""


class WrongKeysError(Exception):
    """The database was written with other keys."""


@dataclass(frozen=True, slots=True)
class HouseKeys:
    """`seal` wraps each patient's key, `index` makes blind indexes and code hashes, `signing_pem` signs access tokens (ES256)."""

    seal: bytes
    index: bytes
    signing_pem: bytes
    signing_kid: str

    @property
    def fingerprint(self) -> str:
        """Return what tells these keys from others without giving them away."""
        return hashlib.sha256(b"polyclinic keys" + self.seal + self.index).hexdigest()[:16]


async def keys_of(database: Database, settings: Settings) -> HouseKeys:
    """Return the keys that this database is written with; the first process to come notes which ones.

    In development the key file noted in the database is taken when none is named, so that a second command finds the demo's keys.
    Raises KeysMissingError, or WrongKeysError: with other keys every record would be unreadable and every code wrong.
    """
    noted = await database["house"].find_one({"_id": "keys"})
    path = _path(settings, noted)
    keys = read_keys(path, may_make=settings.environment is Environment.DEVELOPMENT and noted is None)
    first = {"fingerprint": keys.fingerprint, "file": str(path.absolute())}
    noted = await database["house"].find_one_and_update(
        {"_id": "keys"}, {"$setOnInsert": first}, upsert=True, return_document=ReturnDocument.AFTER
    )
    if noted is None or noted["fingerprint"] != keys.fingerprint:
        raise WrongKeysError(
            f"This database was written with other keys than those in {path}. Set POLYCLINIC_KEY_FILE to its own key file."
        )
    return keys


def _path(settings: Settings, noted: Row | None) -> Path:
    named = settings.key_file is not None or settings.environment is Environment.PRODUCTION
    if named or noted is None or not Path(noted["file"]).exists():
        return settings.keys
    return Path(noted["file"])


def read_keys(path: Path, *, may_make: bool) -> HouseKeys:
    """Read the key file, making it first where that is allowed; raise KeysMissingError otherwise."""
    if not path.exists():
        if not may_make:
            raise KeysMissingError(
                f"No key file at {path}. Make one with `polyclinic make-keys` and set POLYCLINIC_KEY_FILE."
            )
        make_keys(path)
    raw = json.loads(path.read_text("utf8"))
    return HouseKeys(
        seal=base64.b64decode(raw["seal"]),
        index=base64.b64decode(raw["index"]),
        signing_pem=raw["signing"]["pem"].encode(),
        signing_kid=raw["signing"]["kid"],
    )


def make_keys(path: Path) -> None:
    """Write fresh keys; an existing file stays as it is, because a new key would lock every record."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    pem = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    keys = {
        "seal": base64.b64encode(os.urandom(32)).decode(),
        "index": base64.b64encode(os.urandom(32)).decode(),
        "signing": {"kid": os.urandom(8).hex(), "pem": pem.decode()},
    }
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_text(json.dumps(keys), "utf8")
    draft.chmod(0o600)
    try:
        os.link(draft, path)  # two processes may start at once: the first one wins, the second reads its file
    except FileExistsError:
        pass
    finally:
        draft.unlink()
