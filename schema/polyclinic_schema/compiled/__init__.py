"""A compiling executor for Strawberry: one validated operation becomes plain Python functions. Knows GraphQL only, no application."""

from polyclinic_schema.compiled.aside import StandsAside
from polyclinic_schema.compiled.batch import batched
from polyclinic_schema.compiled.compiler import Compiler
from polyclinic_schema.compiled.executor import CompilingExecutor
from polyclinic_schema.compiled.operation import Answer, CompiledOperation
from polyclinic_schema.compiled.selection import selection_of

__all__ = [
    "Answer",
    "CompiledOperation",
    "Compiler",
    "CompilingExecutor",
    "StandsAside",
    "batched",
    "selection_of",
]
