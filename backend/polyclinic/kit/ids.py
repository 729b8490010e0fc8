"""Identifiers: UUIDv7 strings (RFC 9562), so that new rows land side by side in an index."""

import uuid_utils


def new_id() -> str:
    """Return a fresh UUIDv7 as text."""
    return str(uuid_utils.uuid7())
