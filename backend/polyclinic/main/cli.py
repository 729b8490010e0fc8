"""The command line: `polyclinic COMMAND`. Each command lives in a file of its own."""

import sys

OLDEST, NEWEST = (3, 11), (3, 13)


def run() -> None:
    """Enter here. Another Python version gets one sentence that helps."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        found = ".".join(map(str, sys.version_info[:2]))
        sys.exit(
            f"Polyclinic runs on Python 3.11 to 3.13; this is {found}. Install one of those and make a new virtual environment."
        )
    from polyclinic.main.application import run_named

    run_named()
