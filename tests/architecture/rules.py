"""The house rules that can be read off the text of one file: each takes a source and says where it is broken."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.architecture.house import Function, Source, is_public

LONGEST_FILE = 300
LONGEST_FUNCTION = 60
MOST_FILES = 20
LONGEST_SENTENCE = 140
BANNED = frozenset({"util", "utils", "helper", "helpers", "common", "manager", "base", "misc"})
KEEP = "polyclinic.kit.work.keep"
SEVERAL_VERBS = {
    "backend/polyclinic/interop/write_staged.py": "the four steps of one hidden import; import_file is the use-case",
    "backend/polyclinic/interop/write_whole.py": "the change stands beside the transaction that keeps it",
}
"""Files that keep something and offer more than one verb, each with the reason."""
MUTATIONS = "schema/polyclinic_schema/mutations/"
IMPURE = frozenset(
    {"asyncio", "beanie", "httpx", "httpx2", "io", "logging", "os", "pathlib", "pymongo", "random", "secrets", "shutil"}
    | {
        "socket",
        "starlette",
        "strawberry",
        "structlog",
        "subprocess",
        "tempfile",
        "threading",
        "time",
        "urllib",
        "uuid",
    }
    | {f"polyclinic.kit.{name}" for name in ("clock", "ids", "limit", "log", "mongo", "mongod", "settings", "work")}
)
"""Everything a pure rule must be given and may not fetch: data, time, chance, names, the world."""


def package_sentence(file: Source) -> Iterator[str]:
    """A package says in one line who lives there, and nothing else stands before its imports."""
    if file.stem != "__init__":
        return
    said = ast.get_docstring(file.tree, clean=False) or ""
    if not re.fullmatch(rf"\S.{{15,{LONGEST_SENTENCE}}}\.", said):
        yield f"{file.name}: the package sentence must be one line, with a full stop"


def name_says_something(file: Source) -> Iterator[str]:
    """No drawer for odds and ends, neither a file nor a folder."""
    yield from (f"{file.name}: `{part}` says nothing" for part in banned_parts(file.name))


def banned_parts(name: str) -> list[str]:
    """The parts of a path that are on the list of names which say nothing."""
    return [part for part in Path(name).parts if part.partition(".")[0].lower() in BANNED]


def file_is_short(file: Source) -> Iterator[str]:
    """No file over 300 lines."""
    lines = len(file.text.splitlines())
    if lines > LONGEST_FILE:
        yield f"{file.name}: {lines} lines"


def functions_are_short(file: Source) -> Iterator[str]:
    """No function over 60 lines."""
    for function in file.functions():
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > LONGEST_FUNCTION:
            yield f"{file.at(function)}: {function.name} has {lines} lines"


def use_case_is_one_function(file: Source) -> Iterator[str]:
    """What keeps something (kit.work.keep), and every mutation, is one public async function named as its file."""
    keeps = any(name == KEEP for _, name in file.imports())
    mutates = file.name.startswith(MUTATIONS) and file.stem not in {"__init__", "mutation"}
    if file.name in SEVERAL_VERBS or not (keeps or mutates):
        return
    public = [node.name for node in file.tree.body if isinstance(node, ast.AsyncFunctionDef) and is_public(node.name)]
    if public != [file.stem]:
        yield f"{file.name}: a use-case named `{file.stem}`, but it offers {public}"


def rules_are_pure(file: Source) -> Iterator[str]:
    """policy.py and the message rules fetch nothing and wait for nothing."""
    if file.stem != "policy" and file.name != "notifications/polyclinic_notifications/rules.py":
        return
    for node, name in file.imports():
        if any(name == impure or name.startswith(f"{impure}.") for impure in IMPURE):
            yield f"{file.at(node)}: a rule imports {name}"
    for step in ast.walk(file.tree):
        if isinstance(step, ast.AsyncFunctionDef | ast.Await):
            yield f"{file.at(step)}: a rule waits"
        elif (
            isinstance(step, ast.Call)
            and isinstance(step.func, ast.Name)
            and step.func.id in {"open", "print", "input"}
        ):
            yield f"{file.at(step)}: a rule calls {step.func.id}"


def public_things_are_told(file: Source) -> Iterator[str]:
    """A public class, function or method has a docstring, or the description that GraphQL shows."""
    for node in _public(file.tree.body):
        if not ast.get_docstring(node) and not any(map(_describes, node.decorator_list)):
            yield f"{file.at(node)}: {node.name} has no docstring"


def _public(body: Iterable[ast.stmt]) -> Iterator[Function | ast.ClassDef]:
    for node in body:
        # enter_ and leave_ are graphql-core's own words: its visitors are told there
        if (
            isinstance(node, Function | ast.ClassDef)
            and is_public(node.name)
            and not node.name.startswith(("enter_", "leave_"))
        ):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node.body)


def _describes(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and any(word.arg == "description" for word in decorator.keywords)


RULES = (
    package_sentence,
    name_says_something,
    file_is_short,
    functions_are_short,
    use_case_is_one_function,
    rules_are_pure,
    public_things_are_told,
)
