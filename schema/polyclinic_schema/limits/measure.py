"""Measure a document: every node is visited once (a fragment once inside a page and once outside), whatever it spreads."""

from dataclasses import dataclass

from graphql import DocumentNode, GraphQLSchema, OperationDefinitionNode, OperationType

from polyclinic_schema.limits.walk import GIVE_UP, TooNested, Walk
from polyclinic_schema.limits.weight import Weight, added


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a whole document weighs: sums over its operations and unused fragments; the worst one for depth, cost and root fields."""

    depth: int = 0
    nesting: int = 0
    aliases: int = 0
    fields: int = 0
    directives: int = 0
    fragments: int = 0
    operations: int = 0
    mutation_fields: int = 0
    cost: int = 0
    introspects: bool = False
    visited: int = 0


def measure(document: DocumentNode, schema: GraphQLSchema) -> Measured:
    """Weigh a parsed document as a whole, because it is validated as a whole, whichever of its operations is then run.

    Unknown fields and fragments weigh as themselves, a cycle is followed once, sums end at a thousand million.
    """
    walk = Walk(document, schema)
    try:
        return _whole(walk, [node for node in document.definitions if isinstance(node, OperationDefinitionNode)])
    except TooNested:
        return Measured(nesting=GIVE_UP + 1, fragments=_fragments(walk), visited=walk.visited)


def _whole(walk: Walk, operations: list[OperationDefinitionNode]) -> Measured:
    weights = [walk.operation(node) for node in operations]
    everything = [*weights, *walk.unused()]
    total = added(everything)
    return Measured(
        depth=total.depth,
        nesting=total.nesting,
        aliases=total.aliases,
        fields=total.fields,
        directives=total.directives,
        fragments=_fragments(walk),
        operations=len(operations),
        mutation_fields=_mutation_fields(operations, weights),
        cost=max((weight.cost for weight in everything), default=0),
        introspects=total.introspects,
        visited=walk.visited,
    )


def _fragments(walk: Walk) -> int:
    return len(walk.fragments) + len(walk.shadowed)


def _mutation_fields(operations: list[OperationDefinitionNode], weights: list[Weight]) -> int:
    pairs = zip(operations, weights, strict=True)
    return max((found.root_fields for node, found in pairs if node.operation is OperationType.MUTATION), default=0)
