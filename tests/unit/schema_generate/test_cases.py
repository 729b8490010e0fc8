"""Each folder in `cases` is one way in which an earlier generator was wrong: exact output, right use, wrong use."""

import re
from hashlib import sha256
from json import loads
from pathlib import Path

import pytest

from .generated import typescript_from
from .tsc import Refusals, compile_files, marked

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def refusals() -> dict[Path, Refusals]:
    return compile_files([CASES / name / "use.ts" for name in NAMES], CASES)


def test_every_known_case_is_here() -> None:
    assert NAMES == [
        "fragment_on_one_member",
        "include_skip",
        "inline_fragment",
        "input_defaults",
        "lists_unions_recursion",
        "same_key_twice",
        "typename_by_hand",
        "union_typename",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_exactly_this_typescript_comes_out(name: str) -> None:
    sdl, operations, expected = (
        (CASES / name / file).read_text("utf-8") for file in ("schema.graphql", "operations.graphql", "expected.ts")
    )

    assert typescript_from(sdl, operations) == expected


@pytest.mark.parametrize("name", NAMES)
def test_the_id_is_the_hash_of_exactly_the_text_that_ships(name: str) -> None:
    expected = (CASES / name / "expected.ts").read_text("utf-8")
    shipped = re.findall(r'^  id: "(.+)",\n  text: (".+"),$', expected, re.MULTILINE)

    assert len(shipped) == expected.count("export const ") > 0
    assert [sha256(loads(text).encode()).hexdigest() for _, text in shipped] == [key for key, _ in shipped]


@pytest.mark.parametrize("name", NAMES)
def test_the_compiler_accepts_right_use_and_refuses_wrong_use(name: str, refusals: dict[Path, Refusals]) -> None:
    use = CASES / name / "use.ts"

    assert marked(use), "a case without a wrong use proves nothing"
    assert refusals[use] == marked(use)
    assert refusals.get(CASES / name / "expected.ts", {}) == {}
