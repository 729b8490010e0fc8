"""The house rules hold, and each notices a planted offence."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.architecture import rules
from tests.architecture.house import ROOT, Source, app_files, sources
from tests.architecture.ratchet import RECORD, counted

Rule = Callable[[Source], Iterator[str]]

ROOM = "backend/polyclinic/booking"
BODY = "\n".join(["def long() -> None:", '    """Too much."""', *["    print()"] * 59])

OFFENCES: tuple[tuple[Rule, str, str, list[str]], ...] = (
    (rules.package_sentence, f"{ROOM}/__init__.py", "", ["the package sentence must be one line, with a full stop"]),
    (rules.package_sentence, f"{ROOM}/__init__.py", '"""Bookings live here"""', ["the package sentence must be one"]),
    (
        rules.package_sentence,
        f"{ROOM}/__init__.py",
        '"""Bookings.\n\nAnd more."""',
        ["the package sentence must be one"],
    ),
    (rules.package_sentence, f"{ROOM}/__init__.py", '"""Visits live here, records do not."""', []),
    (rules.package_sentence, f"{ROOM}/model.py", "", []),
    (rules.name_says_something, f"{ROOM}/utils.py", "", ["`utils.py` says nothing"]),
    (rules.name_says_something, "backend/polyclinic/common/book.py", "", ["`common` says nothing"]),
    (rules.name_says_something, f"{ROOM}/book.py", "", []),
    (rules.file_is_short, f"{ROOM}/model.py", "\n" * 301, ["301 lines"]),
    (rules.file_is_short, f"{ROOM}/model.py", "\n" * 300, []),
    (rules.functions_are_short, f"{ROOM}/model.py", BODY, ["long has 61 lines"]),
    (rules.functions_are_short, f"{ROOM}/model.py", BODY.removesuffix("\n    print()"), []),
    (
        rules.use_case_is_one_function,
        f"{ROOM}/book.py",
        "from polyclinic.kit.work import Kept, keep\nasync def book(): ...\nasync def cancel(): ...",
        ["a use-case named `book`, but it offers ['book', 'cancel']"],
    ),
    (
        rules.use_case_is_one_function,
        f"{ROOM}/book.py",
        "from polyclinic.kit.work import keep\nasync def move(): ...",
        ["a use-case named `book`, but it offers ['move']"],
    ),
    (
        rules.use_case_is_one_function,
        "schema/polyclinic_schema/mutations/book.py",
        "def book(): ...",
        ["a use-case named `book`, but it offers []"],
    ),
    (
        rules.use_case_is_one_function,
        f"{ROOM}/book.py",
        "from polyclinic.kit.work import keep\nasync def book(): ...\nasync def _load(): ...",
        [],
    ),
    (rules.use_case_is_one_function, f"{ROOM}/read.py", "async def upcoming(): ...\nasync def past(): ...", []),
    (rules.rules_are_pure, f"{ROOM}/policy.py", "import random", ["a rule imports random"]),
    (
        rules.rules_are_pure,
        f"{ROOM}/policy.py",
        "from polyclinic.kit import clock",
        ["a rule imports polyclinic.kit.clock"],
    ),
    (rules.rules_are_pure, f"{ROOM}/policy.py", "from pathlib import Path", ["a rule imports pathlib.Path"]),
    (rules.rules_are_pure, f"{ROOM}/policy.py", "async def f(): ...", ["a rule waits"]),
    (rules.rules_are_pure, f"{ROOM}/policy.py", "def f():\n    return open('x')", ["a rule calls open"]),
    (rules.rules_are_pure, "notifications/polyclinic_notifications/rules.py", "import os", ["a rule imports os"]),
    (rules.rules_are_pure, f"{ROOM}/policy.py", "from datetime import timedelta\nimport timeline", []),
    (rules.rules_are_pure, f"{ROOM}/book.py", "import random", []),
    (rules.public_things_are_told, f"{ROOM}/a.py", "class Visit: ...", ["Visit has no docstring"]),
    (rules.public_things_are_told, f"{ROOM}/a.py", 'class V:\n    "A."\n    def f(self): ...', ["f has no docstring"]),
    (rules.public_things_are_told, f"{ROOM}/a.py", "async def book(): ...", ["book has no docstring"]),
    (rules.public_things_are_told, f"{ROOM}/a.py", "@strawberry.type(description='A visit.')\nclass Visit: ...", []),
    (rules.public_things_are_told, f"{ROOM}/a.py", "def _own(): ...\nclass _V:\n    def f(self): ...", []),
)


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_a_rule_holds_everywhere(rule: Rule) -> None:
    assert [offence for file in sources() for offence in rule(file)] == []


@pytest.mark.parametrize(("rule", "name", "text", "expected"), OFFENCES)
def test_a_rule_notices_what_it_is_there_for(rule: Rule, name: str, text: str, expected: list[str]) -> None:
    found = list(rule(Source.of(name, text)))

    assert len(found) == len(expected)
    assert all(wanted in offence for wanted, offence in zip(expected, found, strict=True)), found


def test_no_file_is_excused_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    excused = set(rules.SEVERAL_VERBS)
    monkeypatch.setattr(rules, "SEVERAL_VERBS", {})

    assert {file.name for file in sources() if list(rules.use_case_is_one_function(file))} == excused


def test_every_rule_is_proven() -> None:
    assert {rule for rule, _, _, expected in OFFENCES if expected} == set(rules.RULES)


def test_every_folder_of_python_is_a_package() -> None:
    folders = {Path(file.name).parent for file in sources()}

    assert [str(folder) for folder in sorted(folders) if not (ROOT / folder / "__init__.py").is_file()] == []


def test_no_two_packages_say_the_same() -> None:
    said = Counter(file.text.partition("\n")[0] for file in sources() if file.stem == "__init__")

    assert [sentence for sentence, times in said.items() if times > 1] == []


def test_no_room_is_crowded() -> None:
    assert crowded([file.name for file in sources()]) == {}
    assert crowded([f"{ROOM}/verb_{number}.py" for number in range(21)] + [f"{ROOM}/__init__.py"]) == {ROOM: 21}


def crowded(names: list[str]) -> dict[str, int]:
    """Rooms with more than 20 files; a sub-room counts on its own, and the package sentence does not count."""
    files = Counter(Path(name).parent.as_posix() for name in names if not name.endswith("/__init__.py"))
    return {room: number for room, number in files.items() if number > rules.MOST_FILES}


def test_tests_have_names_and_bounds_too() -> None:
    rules_of_tests = (rules.name_says_something, rules.file_is_short, rules.functions_are_short)

    assert [found for rule in rules_of_tests for file in sources("tests") for found in rule(file)] == []


def test_the_app_has_names_and_bounds_too() -> None:
    files = app_files()
    lines = {file.relative_to(ROOT).as_posix(): len(file.read_text("utf8").splitlines()) for file in files}

    assert lines
    assert {name: count for name, count in lines.items() if count > rules.LONGEST_FILE} == {}
    assert [name for name in lines if rules.banned_parts(name)] == []


def test_what_we_want_less_of_is_exactly_as_recorded() -> None:
    """Fewer than recorded fails too: lower the record with `python -m tests.architecture.ratchet`, so that it stays low."""
    assert counted(sources()) == json.loads(RECORD.read_text("utf8"))


def test_the_ratchet_counts_what_silences_a_tool() -> None:
    text = (
        "from typing import Any, cast\nimport typing\n"
        "a: Any = cast(Any, 1)  # type: ignore[x]  # noqa: S1\n"
        "b: typing.Any = typing.cast('int', a)\n"
        "c = 'Any, cast(, noqa, type: ignore'\nd.cast(1)\n"
    )

    assert counted([Source.of("x.py", text)]) == {"Any": 4, "cast": 2, "noqa": 1, "type: ignore": 1}
