"""The repository as a newcomer receives it: nothing of a machine, a registry or a secret; locks, licence and names in order."""

import hashlib
import json
import re
import subprocess
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.architecture.house import IMPORT_ROOTS, ROOT

# Written in pieces, so that this page does not hold what it looks for.
REGISTRIES = [
    ".".join(pieces)
    for pieces in (("py" + "pi", "org"), ("python" + "hosted", "org"), ("npm" + "js", "org"), ("npm" + "js", "com"))
] + ["yarn" + "pkg", "npm" + "mirror", "arti" + "factory", "dev" + "pi", "--ind" + "ex-url", "--extra-ind" + "ex-url"]
LOST: Mapping[str, str] = {
    "a registry's address": "(?i)" + "|".join(map(re.escape, REGISTRIES)),
    "a path of one machine": r"(?<![\w.$}/])/(?:(?:ho"
    r"me|Us"
    r"ers)/[a-z][\w.-]*/|ro"
    r"ot/|wo"
    r"rk/|opt/d"
    r"ev/|tmp/\w)|[A-Z]:\\Us"
    r"ers",
    "an unfinished mark": r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX|HA" r"CK)\b|raise NotImpl" r"ementedError|^(?:<{7}|>{7}) ",
    "a secret": r"-BEGIN [A-Z ]*PRIVATE K"
    r"EY-|\bAK"
    r"IA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30,}"
    r"|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}|\bxox[abprs]-[\w-]{10,}",
}
PLANTED = (
    ("a registry's address", "https://py" + "pi.org/simple", True),
    ("a registry's address", "registry.npm" + "js.org/preact", True),
    ("a registry's address", "pip install --ind" + "ex-url x", True),
    ("a registry's address", "uv pip compile --no-emit-ind" + "ex-url", False),
    ("a path of one machine", "open('/ho" + "me/anna/data.json')", True),
    ("a path of one machine", "see /wo" + "rk/main", True),
    ("a path of one machine", "the page '/home' or '/home/'", False),
    ("a path of one machine", "docs/work/later", False),
    ("an unfinished mark", "# TO" + "DO later", True),
    ("an unfinished mark", "    raise NotImpl" + "ementedError", True),
    ("an unfinished mark", "<<<<<<" + "< HEAD", True),
    ("an unfinished mark", "except NotImplementedError:", False),
    ("a secret", "-----BEGIN EC PRIVATE K" + "EY-----", True),
    ("a secret", "AK" + "IAIOSFODNN7EXAMPLE", True),
    ("a secret", "the words PRIVATE KEY alone", False),
)
LICENCE = "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"
"""SHA-256 of the Apache License 2.0 as the Apache Software Foundation publishes it."""
LOCKS = ("requirements.lock", "requirements-test.lock")


@cache
def tracked() -> Mapping[str, bool]:
    """Every file of the repository, and whether it may be executed."""
    done = subprocess.run(["git", "ls-files", "-s", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip("not a checkout: git is missing, or this is an unpacked archive")
    entries = [entry.partition("\t") for entry in done.stdout.split("\0") if entry]
    return {name: mode.startswith("100755") for mode, _, name in entries if (ROOT / name).is_file()}


@cache
def texts() -> Mapping[str, str]:
    """Every tracked file that is text."""
    found = {}
    for name in tracked():
        content = (ROOT / name).read_bytes()
        if b"\0" not in content[:8192]:
            found[name] = content.decode("utf8")
    return found


@pytest.mark.parametrize("what", LOST)
def test_nothing_is_left_lying_about(what: str) -> None:
    pattern = re.compile(LOST[what], re.MULTILINE)
    found = [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {match[0]}"
        for name, text in texts().items()
        for match in pattern.finditer(text)
    ]

    assert found == [], what


@pytest.mark.parametrize(("what", "text", "is_found"), PLANTED)
def test_what_is_left_lying_about_is_found(what: str, text: str, is_found: bool) -> None:
    assert bool(re.search(LOST[what], text, re.MULTILINE)) is is_found


def test_no_file_of_one_machine_is_tracked() -> None:
    assert [
        name
        for name in tracked()
        if re.search(r"(^|/)(\.env|pip\.conf|uv\.(lock|toml)|keys\.json|[^/]*\.(pem|key|p12))$", name)
    ] == []


def test_what_begins_with_an_interpreter_can_be_executed_and_nothing_else() -> None:
    scripts = {name for name, text in texts().items() if text.startswith("#!")}

    assert {".ci/run", "infra/ensure-chromium"} <= scripts
    assert scripts == {name for name, may_run in tracked().items() if may_run}


def entries(lock: str) -> dict[str, list[str]]:
    """A lock's requirements with their hashes."""
    found: dict[str, list[str]] = {}
    for logical in re.sub(r"\\\n\s*", " ", lock).splitlines():
        requirement, *options = logical.split(" --hash=")
        if requirement.strip() and not requirement.startswith("#"):
            found[requirement.strip()] = [option.strip() for option in options]
    return found


def unlocked(lock: str) -> list[str]:
    """Lines that are not an exact version with SHA-256 hashes."""
    return [
        requirement
        for requirement, hashes in entries(lock).items()
        if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*==[\w.!+]+( ; .+)?", requirement)
        or not hashes
        or not all(re.fullmatch(r"sha256:[0-9a-f]{64}", found) for found in hashes)
    ]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_exact_versions_and_hashes_and_no_address(name: str) -> None:
    lock = (ROOT / name).read_text("utf8")

    assert entries(lock)
    assert unlocked(lock) == []
    assert "://" not in lock


def test_what_is_not_locked_is_seen() -> None:
    good = f"anyio==4.1 \\\n    --hash=sha256:{'a' * 64}\n"

    assert unlocked(good) == []
    assert unlocked(good + "idna==3.1\n") == ["idna==3.1"]
    assert unlocked(good + f"idna>=3 --hash=sha256:{'b' * 64}\n") == ["idna>=3"]
    assert unlocked(good + "-i https://example.org/simple\n") == ["-i https://example.org/simple"]
    assert unlocked(f"idna @ https://example.org/idna.whl --hash=sha256:{'b' * 64}") == [
        "idna @ https://example.org/idna.whl"
    ]


def test_the_tests_run_on_what_the_product_runs_on() -> None:
    product, tested = (entries((ROOT / name).read_text("utf8")) for name in LOCKS)

    assert {name: hashes for name, hashes in product.items() if tested.get(name) != hashes} == {}


def test_every_direct_requirement_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
    asked = [
        *project["dependencies"],
        *(found for extra in project["optional-dependencies"].values() for found in extra),
    ]
    names = {re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0].lower() for requirement in asked}
    locked = {requirement.partition("==")[0] for requirement in entries((ROOT / LOCKS[1]).read_text("utf8"))}

    assert names - locked == set()


def test_the_apps_lock_has_hashes_and_no_addresses() -> None:
    lock = json.loads((ROOT / "app/package-lock.json").read_text("utf8"))
    packages = {name: package for name, package in lock["packages"].items() if name}

    assert packages
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if not package.get("integrity", "").startswith("sha512-")] == []


def test_the_app_has_three_dependencies() -> None:
    package = json.loads((ROOT / "app/package.json").read_text("utf8"))

    assert sorted({**package["dependencies"], **package["devDependencies"]}) == ["preact", "typescript", "vite"]


def test_the_distribution_owns_its_import_names() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    names = [Path(place).name for place in IMPORT_ROOTS]
    owners = packages_distributions()
    specs = {name: find_spec(name) for name in names}

    assert wheel["packages"] == list(IMPORT_ROOTS)
    # an editable install is not listed at all
    assert {owner for name in names for owner in owners.get(name, ["polyclinic"])} == {"polyclinic"}
    assert {name: Path(spec.origin or "").parent for name, spec in specs.items() if spec} == {
        Path(place).name: ROOT / place for place in IMPORT_ROOTS
    }
    assert all((ROOT / place / "py.typed").is_file() for place in IMPORT_ROOTS)


def test_the_licence_is_apache_2() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]

    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == LICENCE
    assert (project["license"], project["license-files"]) == ("Apache-2.0", ["LICENSE"])
