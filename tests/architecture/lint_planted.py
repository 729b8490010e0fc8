"""Plant each set of lines in a copied house, one after the other, and say which import contracts break.

Run as a script in a process of its own, because import-linter reads the packages that this process would import.
Standard input: `{"tree": PATH, "cases": [{PATH: LINES}]}`. Standard output: one list of broken contracts' names per case.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from importlinter.application import use_cases
from importlinter.configuration import configure

SOURCES = ("backend", "schema", "notifications")


@contextmanager
def planted(tree: Path, lines: Mapping[str, str]) -> Iterator[None]:
    """Add the lines to the files, new ones where there are none, and take them out again."""
    places = {tree / name: text for name, text in lines.items()}
    before = {place: place.read_text("utf8") if place.exists() else None for place in places}
    for place, text in places.items():
        place.parent.mkdir(exist_ok=True)
        place.write_text(f"{before[place] or ''}\n{text}\n", "utf8")
    yield
    for place, old in before.items():
        if old is not None:
            place.write_text(old, "utf8")
        else:
            place.unlink()
            if not any(place.parent.iterdir()):
                place.parent.rmdir()


def broken() -> list[str]:
    """Return the names of the contracts that the house in the working directory breaks."""
    options = use_cases.read_user_options()
    use_cases._register_contract_types(options)  # the public door prints words for people, and not the outcome
    report = use_cases.create_report(options, cache_dir=None)
    return [contract.name for contract, check in report.get_contracts_and_checks() if not check.kept]


def main() -> None:
    """Answer on standard output; import-linter's own words go to standard error."""
    asked = json.load(sys.stdin)
    tree = Path(asked["tree"])
    os.chdir(tree)
    sys.path[:0] = [str(tree / source) for source in SOURCES]
    out, sys.stdout = sys.stdout, sys.stderr
    configure()
    answers = []
    for case in asked["cases"]:
        with planted(tree, case):
            answers.append(broken())
    json.dump(answers, out)


if __name__ == "__main__":
    main()
