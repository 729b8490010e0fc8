"""What one part of a document weighs, and how weights add up."""

from collections.abc import Iterable
from functools import reduce
from typing import NamedTuple

MOST = 10**9
"""Sums stop here: a fragment bomb multiplies far beyond what a number needs to say."""


class Weight(NamedTuple):
    """Counts of one selection with everything in it, spreads included; depth and nesting are the longest way down."""

    depth: int = 0
    nesting: int = 0
    aliases: int = 0
    fields: int = 0
    directives: int = 0
    root_fields: int = 0
    cost: int = 0
    introspects: bool = False


NOTHING = Weight()


def together(one: Weight, other: Weight) -> Weight:
    """Return what two neighbours weigh."""
    return Weight(
        depth=max(one.depth, other.depth),
        nesting=max(one.nesting, other.nesting),
        aliases=clamped(one.aliases + other.aliases),
        fields=clamped(one.fields + other.fields),
        directives=clamped(one.directives + other.directives),
        root_fields=clamped(one.root_fields + other.root_fields),
        cost=clamped(one.cost + other.cost),
        introspects=one.introspects or other.introspects,
    )


def added(weights: Iterable[Weight]) -> Weight:
    """Return what all of them weigh."""
    return reduce(together, weights, NOTHING)


def clamped(count: int) -> int:
    """Return the count, or MOST."""
    return min(count, MOST)
