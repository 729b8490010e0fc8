"""`python -m polyclinic_schema.generate [--check]`, run in a checkout."""

import argparse
import sys
from pathlib import Path

from polyclinic.kit import clock
from polyclinic_schema.generate.errors import OperationError
from polyclinic_schema.generate.write import stale, write

_CHECKOUT = Path(__file__).resolve().parents[3]


def main(arguments: list[str]) -> int:
    """Write the files, or with --check only look; return the exit code (1: stale, 2: an operation is wrong)."""
    parser = argparse.ArgumentParser(prog="python -m polyclinic_schema.generate")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file is stale")
    check = parser.parse_args(arguments).check
    try:
        paths = stale(_CHECKOUT) if check else write(_CHECKOUT, today=clock.now().date())
    except OperationError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for path in paths:
        sys.stdout.write(f"{'stale' if check else 'wrote'} {path.relative_to(_CHECKOUT)}\n")
    return 1 if check and paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
