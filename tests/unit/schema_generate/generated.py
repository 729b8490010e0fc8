"""Generates from words instead of files."""

from graphql import Source, build_schema

from polyclinic_schema.generate.operation import Operation, operations_of
from polyclinic_schema.generate.read import definitions_of
from polyclinic_schema.generate.typescript import typescript_of


def operations_from(sdl: str, operations: str) -> list[Operation]:
    """Return the operations of one file called `operations.graphql`."""
    return operations_of(build_schema(sdl), definitions_of([Source(operations, "operations.graphql")]))


def typescript_from(sdl: str, operations: str) -> str:
    """Return the TypeScript of one file called `operations.graphql`."""
    return typescript_of(build_schema(sdl), operations_from(sdl, operations))
