"""JSON read strictly: one object, UTF-8, no key twice, no number that a double or 64 bits cannot hold."""

import json
from typing import Any

import orjson

LONGEST_NUMBER = 20
"""Digits of a whole number, sign included: what 64 bits need."""


class NotStrictError(ValueError):
    """The bytes are not a JSON object as we take it."""


def strict_object(body: bytes) -> dict[str, Any]:
    """Return the object. Raises NotStrictError for anything else."""
    try:
        # orjson refuses NaN, infinities, lone surrogates, a byte order mark and deep nesting, but takes the last of two
        # equal keys and rounds long numbers: the second reading is for those.
        orjson.loads(body)
        found = json.loads(body.decode(), object_pairs_hook=_unique, parse_int=_whole)
    except (ValueError, RecursionError) as strange:
        raise NotStrictError("The body is not JSON.") from strange
    if not isinstance(found, dict):
        raise NotStrictError("The body must be a JSON object.")
    return found


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _whole(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise ValueError("a number is too long")
    return int(text)
