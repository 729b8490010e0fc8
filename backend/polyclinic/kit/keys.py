"""The house keys: one file, mode 0600, with the sealing key, the index key and the key that signs access tokens.

In development the file is made on first use. In production a missing file is an error: a new key would lock every record.
"""

import base64
import json
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from polyclinic.kit.settings import Environment, Settings


class KeysMissingError(Exception):
    """No key file where production expects one."""


@dataclass(frozen=True, slots=True)
class HouseKeys:
    """`seal` wraps each patient's key, `index` makes blind indexes and code hashes, `signing_pem` signs access tokens (ES256)."""

    seal: bytes
    index: bytes
    signing_pem: bytes
    signing_kid: str


def load_keys(settings: Settings) -> HouseKeys:
    """Read the keys, making them first where the settings allow it."""
    if not settings.keys.exists():
        if settings.environment is Environment.PRODUCTION:
            raise KeysMissingError(
                f"No key file at {settings.keys}. Make one with `polyclinic make-keys` and set POLYCLINIC_KEY_FILE."
            )
        make_keys(settings.keys)
    raw = json.loads(settings.keys.read_text("utf8"))
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
