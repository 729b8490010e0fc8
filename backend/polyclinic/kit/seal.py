"""Envelope encryption: a key per patient, wrapped by the house key; erasing the wrapped key erases everything sealed with it.

Format: one version byte, 12 bytes nonce, AES-256-GCM (NIST SP 800-38D). The associated data bind a box to its place.
"""

import hashlib
import hmac
import os
import zlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = b"\x01"
_NONCE = 12
_LARGEST = 64 * 1024 * 1024


class SealBrokenError(Exception):
    """The bytes were changed, belong elsewhere, or another key sealed them."""


def new_key() -> bytes:
    """Return a fresh 256-bit key."""
    return AESGCM.generate_key(256)


def seal(key: bytes, content: bytes, place: str) -> bytes:
    """Compress and encrypt `content`; it opens only with the same key and the same `place`."""
    nonce = os.urandom(_NONCE)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, zlib.compress(content, 1), place.encode())


def unseal(key: bytes, box: bytes, place: str) -> bytes:
    """Give back what `seal` was given, or raise SealBrokenError."""
    try:
        packed = AESGCM(key).decrypt(box[1 : 1 + _NONCE], box[1 + _NONCE :], place.encode())
    except InvalidTag as broken:
        raise SealBrokenError(place) from broken
    return zlib.decompressobj().decompress(packed, _LARGEST)


def blind_index(key: bytes, kind: str, value: str) -> str:
    """Return a keyed hash by which a value can be looked up without being readable (HMAC-SHA-256)."""
    return "v1:" + hmac.new(key, f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()
