"""What we would like to have less of, counted. `python -m tests.architecture.ratchet` writes the record anew."""

import ast
import io
import json
import tokenize
from collections import Counter
from collections.abc import Iterable

from tests.architecture.house import ROOT, Source, sources

RECORD = ROOT / "tests/architecture/ratchet.json"
KINDS = ("Any", "cast", "noqa", "type: ignore")


def counted(files: Iterable[Source]) -> dict[str, int]:
    """Count the comments that silence a tool and the places where a type is given up."""
    found = Counter(dict.fromkeys(KINDS, 0))
    for file in files:
        found.update(_silenced(file.text))
        found.update(filter(None, map(_given_up, ast.walk(file.tree))))
    return dict(sorted(found.items()))


def _silenced(text: str) -> list[str]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    comments = [token.string for token in tokens if token.type == tokenize.COMMENT]
    return [kind for comment in comments for kind in ("noqa", "type: ignore") if kind in comment]


def _given_up(node: ast.AST) -> str | None:
    match node:
        case ast.alias(name="Any") | ast.Name(id="Any") | ast.Attribute(attr="Any"):
            return "Any"
        case ast.Call(func=ast.Name(id="cast") | ast.Attribute(value=ast.Name(id="typing"), attr="cast")):
            return "cast"
        case _:
            return None


def main() -> None:
    """Write the record."""
    RECORD.write_text(json.dumps(counted(sources()), indent=2) + "\n", "utf8")


if __name__ == "__main__":
    main()
