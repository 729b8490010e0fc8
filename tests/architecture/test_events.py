"""Every event has a message rule or is listed as silent; every event is named in its room's events.py."""

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polyclinic
from polyclinic_notifications.rules import EVENT_TYPES

ROOMS = Path(polyclinic.__file__).parent


def declared() -> set[str]:
    files = [file.relative_to(ROOMS) for file in ROOMS.rglob("events.py")]
    names = [f"polyclinic.{'.'.join(file.with_suffix('').parts)}" for file in files if file.parts[0] != "proving"]
    return {found for name in names for found in importlib.import_module(name).TYPES}


def event_calls() -> Iterator[tuple[Path, ast.Call]]:
    for file in ROOMS.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Event":
                yield file, node


def test_every_event_has_a_rule_and_every_rule_an_event() -> None:
    assert declared() == EVENT_TYPES


def is_named(kind: ast.expr, tree: ast.Module) -> bool:
    """Say whether it is `events.NAME`, or a name imported from a room's events.py."""
    if isinstance(kind, ast.Attribute):
        return isinstance(kind.value, ast.Name) and kind.value.id == "events"
    imports = [
        node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(".events")
    ]
    return isinstance(kind, ast.Name) and any(kind.id == name.name for node in imports for name in node.names)


def test_an_event_is_named_in_events_py() -> None:
    calls = list(event_calls())
    assert calls
    kinds = [(file, {word.arg: word.value for word in call.keywords}["type"]) for file, call in calls]
    assert [str(file) for file, kind in kinds if not is_named(kind, ast.parse(file.read_text("utf8")))] == []


def test_the_worker_never_loads_graphql_or_http() -> None:
    code = (
        "import sys, polyclinic_notifications.worker, polyclinic_notifications.channels.choose;"
        "print(sorted({'strawberry', 'graphql', 'starlette', 'jwt', 'polyclinic_schema'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
