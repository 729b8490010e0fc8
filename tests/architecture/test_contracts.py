"""The import contracts hold, and each is proven by a violation that it alone reports."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.architecture.lint_planted import SOURCES

ROOT = Path(__file__).parents[2]
DRIVER = str(Path(__file__).with_name("lint_planted.py"))
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
CONTRACTS = {
    contract["id"]: contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["tool"]["importlinter"]["contracts"]
}

Files = Mapping[str, str]

KIT = "backend/polyclinic/kit/planted.py"
WEB = "backend/polyclinic/web/planted.py"
PEOPLE = "backend/polyclinic/people/planted.py"
SCHEMA = "schema/polyclinic_schema/planted.py"
WORKER = "notifications/polyclinic_notifications/planted.py"
POLICY = "backend/polyclinic/clinics/planted/policy.py"
ATTIC = "backend/polyclinic/attic/__init__.py"

PLANTED: tuple[tuple[str, Files], ...] = (
    ("rooms", {KIT: "import polyclinic.people.model"}),
    ("rooms", {WEB: "import polyclinic.main.open"}),
    ("rooms", {WEB: "import polyclinic.proving"}),
    ("rooms", {"backend/polyclinic/clinics/planted.py": "import polyclinic.inbox.model"}),
    ("rooms", {"backend/polyclinic/inbox/planted.py": "import polyclinic.clinics.model"}),
    ("rooms", {KIT: "def late():\n    from polyclinic.access import scope"}),
    ("rooms", {ATTIC: '"""A room that nobody listed."""'}),
    ("schema-door", {WEB: "import polyclinic_schema.query"}),
    ("schema-door", {"backend/polyclinic/proving/planted.py": "from polyclinic_schema import schema"}),
    ("notifications-door", {WEB: "import polyclinic_notifications.rules"}),
    ("notifications-door", {SCHEMA: "import polyclinic_notifications.rules"}),
    ("strawberry", {PEOPLE: "import strawberry"}),
    ("strawberry", {"backend/polyclinic/main/planted.py": "from strawberry.types import Info"}),
    ("thin-schema", {SCHEMA: "import beanie"}),
    ("thin-schema", {SCHEMA: "from pymongo import IndexModel"}),
    ("thin-schema", {SCHEMA: "import polyclinic.main.open"}),
    ("thin-schema", {SCHEMA: "import polyclinic.proving"}),
    ("worker-light", {WORKER: "import starlette.requests"}),
    ("worker-light", {WORKER: "import graphql"}),
    ("worker-light", {WORKER: "import polyclinic.people.planted", PEOPLE: "import starlette.requests"}),
    ("pure-rules", {"backend/polyclinic/people/policy.py": "import beanie"}),
    ("pure-rules", {"notifications/polyclinic_notifications/rules.py": "import pymongo"}),
    *(
        ("pure-rules", {POLICY: f"import {name}", "backend/polyclinic/clinics/planted/__init__.py": ""})
        for name in (
            "beanie",
            "pymongo.errors",
            "starlette.requests",
            "polyclinic.kit.work",
            "polyclinic.kit.clock",
            "polyclinic.kit.mongo",
        )
    ),
    ("pure-rules", {POLICY: "from polyclinic.kit import clock", "backend/polyclinic/clinics/planted/__init__.py": ""}),
)


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree = tmp_path_factory.mktemp("house")
    (tree / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    for file in (file for source in SOURCES for file in (ROOT / source).rglob("*.py")):
        place = tree / file.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.read_bytes())
    return tree


@pytest.fixture(scope="module")
def broken(copied: Path) -> list[list[str]]:
    """Which contracts break: first in the house as it is, then with each planted violation."""
    asked = json.dumps({"tree": str(copied), "cases": [{}, *(files for _, files in PLANTED)]})
    done = subprocess.run(
        [sys.executable, DRIVER], input=asked, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    answers: list[list[str]] = json.loads(done.stdout)
    return answers


def test_every_contract_is_kept() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in done.stdout


def test_the_copied_house_breaks_nothing(broken: list[list[str]]) -> None:
    assert broken[0] == []


@pytest.mark.parametrize("number", range(len(PLANTED)), ids=lambda number: f"{PLANTED[number][0]}-{number}")
def test_a_violation_breaks_exactly_its_contract(number: int, broken: list[list[str]]) -> None:
    contract, files = PLANTED[number]

    assert broken[number + 1] == [CONTRACTS[contract]], files


def test_every_contract_is_proven() -> None:
    assert {contract for contract, _ in PLANTED} == set(CONTRACTS)
