"""Instants that may be left to orjson: it writes exactly what `isoformat` writes, in a quarter of the time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from graphql import GraphQLScalarType
from strawberry.schema.types.base_scalars import DateTimeDefinition

_MOST_ZONES = 64
_MINUTE = timedelta(minutes=1)
# Zones of one fixed offset in whole minutes, by identity; they are kept, so an identity is never used again.
ZONES: dict[int, tzinfo | None] = {id(None): None, id(UTC): UTC}


def is_standard(type_: GraphQLScalarType) -> bool:
    """Say whether the scalar is Strawberry's own DateTime."""
    return type_.coerce_output_value is DateTimeDefinition.serialize


def unknown_zone(coerce: Callable[[Any], Any]) -> Callable[[datetime], Any]:
    """Decide about an instant whose zone has not been met before: left as it is, or written here."""

    def decide(instant: datetime) -> Any:
        zone = instant.tzinfo
        offset = zone.utcoffset(None) if zone is not None else None
        # Only a zone of one fixed offset has one without a date.
        if offset is None or offset % _MINUTE or len(ZONES) >= _MOST_ZONES:
            return coerce(instant)
        ZONES[id(zone)] = zone
        return instant

    return decide
