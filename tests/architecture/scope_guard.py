"""No Scope, no data, read off the sources: whoever reaches for a patient's documents takes a Scope, or says why not."""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass

from beanie import Document

from polyclinic.main.rooms import DOCUMENTS
from tests.architecture.house import Function, Source

SCOPE = "polyclinic.access.scope.Scope"
REASON = re.compile(r"# no Scope(?: here)?: \S.{11,}")
NOT_PATIENT_DATA: Mapping[str, str] = {
    "Grant": "the right itself: access reads it to make a Scope, the use-case with the reason for it writes it",
    "Deed": "outbox and idempotency of kit, ids only; kit lies below access and cannot know a Scope",
    "Notice": "who was told of what kind of event, ids only; the worker writes it after every right was checked",
    "ActivationCode": "hash and ids only; it is looked up by its code before anybody has a right",
}
"""Documents with a `patient_id` that hold nothing of the patient's, each with the reason."""

REACHING = frozenset(
    {"get_pymongo_collection", "find", "find_one", "find_many", "find_all", "get", "aggregate", "count", "distinct"}
    | {"insert_one", "insert_many", "update_all", "replace_many", "delete_all", "bulk_writer", "all"}
)
WRITING = frozenset(
    {"insert", "create", "save", "save_changes", "replace", "update", "upsert", "set", "inc", "delete", "sync"}
)


ALL = frozenset(document.__name__ for document in DOCUMENTS)


def patient_owned(documents: tuple[type[Document], ...] = DOCUMENTS) -> dict[str, str]:
    """The documents that belong to a patient, by class name, with their collection."""
    return {
        document.__name__: document.Settings.name
        for document in documents
        if document.__name__ not in NOT_PATIENT_DATA
        and (document.__name__ == "Patient" or "patient_id" in document.model_fields)
    }


def unscoped(file: Source) -> list[str]:
    """Say where a function reaches for patient data without a Scope and without a reason."""
    return _Walk(file).offences()


@dataclass(frozen=True)
class _Frame:
    function: Function
    scoped: bool


class _Walk(ast.NodeVisitor):
    """Walks with the functions around each node; a Scope of an outer function is in reach of its inner ones."""

    def __init__(self, file: Source) -> None:
        self.file = file
        self.lines = file.text.splitlines()
        self.owned = patient_owned()
        self.names = _bindings(file)
        self.kinds: dict[str, str] = {}
        self.around: list[_Frame] = []
        self.found: list[str] = []

    def offences(self) -> list[str]:
        self.visit(self.file.tree)
        return self.found

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._enter(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self._enter(node)

    def _enter(self, node: Function) -> None:
        taken = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        scoped = any(self._mentions_scope(word.annotation) for word in taken)
        before = dict(self.kinds)
        for word in taken:
            self._bind(word.arg, word.annotation)
        self.around.append(_Frame(node, scoped))
        self.generic_visit(node)
        self.around.pop()
        self.kinds = before

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            if isinstance(target, ast.Name):
                self._bind(target.id, _made(node.value))
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if isinstance(node.target, ast.Name):
            self._bind(node.target.id, node.annotation)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        match node.func:
            case ast.Attribute(value=owner, attr=verb) if verb in REACHING and (kind := self._document(owner)):
                self._reach(node, f"{kind}.{verb}")
            case ast.Attribute(value=owner, attr="get_pymongo_collection") if not self._other_document(owner):
                self._reach(node, f"{ast.unparse(owner)}, a document chosen at run time,")
            case ast.Attribute(value=ast.Name(id=name), attr=verb) if verb in WRITING and name in self.kinds:
                self._reach(node, f"{self.kinds[name]}.{verb}")
            case ast.Attribute(value=ast.Call(func=maker), attr=verb) if verb in WRITING and (
                kind := self._document(maker)
            ):
                self._reach(node, f"{kind}.{verb}")
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        named = node.slice.value if isinstance(node.slice, ast.Constant) else None
        if isinstance(named, str) and named in self.owned.values() and _is_database(node.value):
            self._reach(node, f'["{named}"]')
        self.generic_visit(node)

    def visit_Dict(self, node: ast.Dict) -> None:
        for key, value in zip(node.keys, node.values, strict=True):
            match key, value:
                case ast.Constant(value="from" | "$unionWith" | "coll"), ast.Constant(value=str(name)) if (
                    name in self.owned.values()
                ):
                    self._reach(node, f'"{name}" joined')
        self.generic_visit(node)

    def _reach(self, node: ast.expr, what: str) -> None:
        if not self.around:
            self.found.append(f"{self.file.at(node)}: {what} outside a function")
        elif not any(frame.scoped for frame in self.around) and not self._says_why(node):
            self.found.append(f"{self.file.at(node)}: {what} in {self.around[-1].function.name} without a Scope")

    def _says_why(self, node: ast.expr) -> bool:
        first, last = self.around[0].function, node.end_lineno or node.lineno
        inner = self.around[-1].function
        told = [
            *self.lines[inner.lineno - 2 : inner.end_lineno],
            *self.lines[first.lineno - 2 : first.lineno],
            self.lines[last - 1],
        ]
        return any(REASON.search(line) for line in told)

    def _bind(self, name: str, kind: ast.expr | None) -> None:
        if found := self._document(kind):
            self.kinds[name] = found
        else:
            self.kinds.pop(name, None)

    def _document(self, node: ast.expr | None) -> str | None:
        if isinstance(node, ast.BinOp):  # Record | None
            return self._document(node.left) or self._document(node.right)
        full = self._full(node)
        last = full.rpartition(".")[2]
        return last if full.startswith("polyclinic.") and last in self.owned else None

    def _other_document(self, node: ast.expr) -> bool:
        """A document that is nobody's in particular: clinics, accounts, counters."""
        full = self._full(node)
        return full.startswith("polyclinic.") and full.rpartition(".")[2] in ALL

    def _mentions_scope(self, annotation: ast.expr | None) -> bool:
        """`Scope`, or many of them: an import writes for several patients at once."""
        return annotation is not None and any(
            self._full(part) == SCOPE for part in ast.walk(annotation) if isinstance(part, ast.Name | ast.Attribute)
        )

    def _full(self, node: ast.expr | None) -> str:
        match node:
            case ast.Name(id=name):
                return self.names.get(name, "")
            case ast.Attribute(value=owner, attr=name) if before := self._full(owner):
                return f"{before}.{name}"
            case _:
                return ""


def _bindings(file: Source) -> dict[str, str]:
    module = re.sub(r"^(backend|schema|notifications)/|\.py$", "", file.name).replace("/", ".")
    names = {node.name: f"{module}.{node.name}" for node in file.tree.body if isinstance(node, ast.ClassDef)}
    for node in ast.walk(file.tree):
        if isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.asname: alias.name for alias in node.names if alias.asname}
            names |= {
                alias.name.partition(".")[0]: alias.name.partition(".")[0] for alias in node.names if not alias.asname
            }
    return names


def _made(value: ast.expr) -> ast.expr | None:
    """The class behind `Record(...)`, `await Record.get(...)`, `Record.model_validate(...)`."""
    while isinstance(value, ast.Await | ast.Call):
        value = value.value if isinstance(value, ast.Await) else value.func
    if isinstance(value, ast.Attribute) and value.attr in {"get", "find_one", "model_validate", "model_construct"}:
        return value.value
    return value


def _is_database(node: ast.expr) -> bool:
    return ast.unparse(node).rpartition(".")[2] in {"database", "db", "_database"}
