"""One form for the same content: keys sorted, space dropped, strings unescaped; the text of every number with a point is kept."""

import hashlib
from typing import Any

import msgspec
from msgspec import Raw

_DECODER = msgspec.json.Decoder(float_hook=lambda text: Raw(text.encode()))
_ENCODER = msgspec.json.Encoder(order="sorted")


def canonical(content: bytes) -> bytes:
    """Return the canonical JSON: `1.50` stays `1.50`, `{"b":1, "a":2}` becomes `{"a":2,"b":1}`. Raises msgspec.DecodeError."""
    found: Any = _DECODER.decode(content)
    return _ENCODER.encode(found)


def content_hash(content: bytes) -> str:
    """Return the SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()
