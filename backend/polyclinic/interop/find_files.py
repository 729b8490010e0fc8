"""Which files to import, and in which order: what others refer to goes first."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

SUFFIXES = (".json", ".json.gz", ".ndjson", ".ndjson.gz")

# Bulk exports spread types over files (`Patient.000.ndjson`); Synthea writes `hospitalInformation*` and `practitionerInformation*`.
_FIRST = ("organization", "hospital", "practitioner", "patient", "encounter", "condition", "observation")
_NAME = re.compile(r"^[\d_.\-]*([a-z]+)", re.IGNORECASE)


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files named, and those in the folders named (recursive), each once, in the order to import them."""
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _within(path) if path.is_dir() else [path]:
            found.setdefault(file.absolute(), file)
    return sorted(found.values(), key=_rank)


def is_lines(path: Path) -> bool:
    """Say whether the file is newline-delimited JSON."""
    return path.name.lower().endswith((".ndjson", ".ndjson.gz"))


def _within(folder: Path) -> list[Path]:
    found: list[Path] = []
    for where, folders, names in os.walk(folder):
        folders.sort()
        found.extend(Path(where, name) for name in sorted(names) if name.lower().endswith(SUFFIXES))
    return found or [folder]  # an empty folder is reported, not passed over


def _rank(path: Path) -> int:
    name = _NAME.match(path.name)
    word = name[1].lower() if name else ""
    rank = next((place for place, first in enumerate(_FIRST) if word.startswith(first)), len(_FIRST))
    return rank if is_lines(path) or word.lower().endswith("information") else len(_FIRST)
