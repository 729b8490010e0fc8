"""Names for things that must be the same at every seeding."""

import uuid
from random import Random

_CITY = uuid.UUID("6f2d3c1e-0b57-4a0e-9d0c-3a6f5f5c7a10")


def key_of(*parts: object) -> str:
    """Return the id of a thing in the invented city: a UUIDv5 of its place in it."""
    return str(uuid.uuid5(_CITY, "/".join(map(str, parts))))


def chance_of(*parts: object) -> Random:
    """Return a source of chance that gives the same numbers for the same place."""
    return Random("/".join(map(str, parts)))


def happens(chance: Random, share: float) -> bool:
    """Say yes in that share of all cases."""
    return chance.random() < share
