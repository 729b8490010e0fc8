"""The sources of the house as the guards read them: parsed once, never imported."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
IMPORT_ROOTS = ("backend/polyclinic", "schema/polyclinic_schema", "notifications/polyclinic_notifications")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file; `name` is its path from the top of the repository."""

    name: str
    text: str
    tree: ast.Module

    @classmethod
    def of(cls, name: str, text: str) -> "Source":
        """Parse a text as if it stood in the house under this name."""
        return cls(name, text, ast.parse(text))

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return Path(self.name).stem

    def at(self, node: ast.stmt | ast.expr | ast.excepthandler) -> str:
        """Say where a node stands, as editors open it."""
        return f"{self.name}:{node.lineno}"

    def functions(self) -> Iterator[Function]:
        """Every function, methods and inner ones too."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def documents(self) -> list[str]:
        """The classes that are stored: those with Document among their bases."""
        return [
            node.name
            for node in self.tree.body
            if isinstance(node, ast.ClassDef)
            and "Document" in {ast.unparse(base).split(".")[-1] for base in node.bases}
        ]

    def imports(self) -> Iterator[tuple[ast.stmt, str]]:
        """Every imported name in full, wherever the import stands."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


@cache
def sources(*under: str) -> tuple[Source, ...]:
    """The Python files below these folders of the repository (the three import roots when none is named)."""
    files = [file for place in under or IMPORT_ROOTS for file in sorted((ROOT / place).rglob("*.py"))]
    return tuple(Source.of(file.relative_to(ROOT).as_posix(), file.read_text("utf8")) for file in files)


def app_files() -> list[Path]:
    """What people wrote for the app; generated types and installed packages are not theirs."""
    files = [file for place in ("app/src", "app/worker") for file in sorted((ROOT / place).rglob("*.ts*"))]
    return [file for file in files if ".gen." not in file.name]


def is_public(name: str) -> bool:
    """Say whether others may use the name."""
    return not name.startswith("_")
