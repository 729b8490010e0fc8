"""The canonical hash sees content, not form; the text of decimals is content."""

import json
import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from polyclinic.interop.canonical import canonical, content_hash

SCALARS = st.none() | st.booleans() | st.integers(-(10**30), 10**30).filter(bool) | st.text(max_size=8)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=15,
)


def shuffled(node: Any, dice: random.Random) -> Any:
    if isinstance(node, dict):
        names = list(node)
        dice.shuffle(names)
        return {name: shuffled(node[name], dice) for name in names}
    return [shuffled(child, dice) for child in node] if isinstance(node, list) else node


@given(TREES, st.randoms(use_true_random=False))
def test_order_of_keys_space_and_escapes_do_not_matter(tree: Any, dice: random.Random) -> None:
    plain = json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode("utf8", "surrogatepass")
    other = json.dumps(shuffled(tree, dice), ensure_ascii=True, indent=2).encode()

    assert content_hash(plain) == content_hash(other)


@given(TREES, TREES)
def test_other_content_has_another_hash(one: Any, other: Any) -> None:
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)

    assert (content_hash(json.dumps(one).encode()) == content_hash(json.dumps(other).encode())) == same


@given(TREES)
def test_the_canonical_form_is_its_own(tree: Any) -> None:
    found = canonical(json.dumps(tree).encode())

    assert canonical(found) == found
    assert json.loads(found) == tree


def test_numbers_keep_their_text() -> None:
    numbers = [b"1.50", b"1.5", b"1.500", b"1E5", b"1e5", b"100000.0", b"-0.0", b"0.10e-3", b"100000"]

    assert [canonical(number) for number in numbers] == numbers
    assert len({content_hash(number) for number in numbers}) == len(numbers)
