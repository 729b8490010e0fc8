"""The splitter cuts what a JSON parser would, at any window size, and never holds more than it may."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyclinic.interop import split
from polyclinic.interop.errors import FileError
from polyclinic.interop.split import Read, Splitter, Window

TEXT = st.text(st.sampled_from('ab"\\{}[],: \n\u00e9\u0438\U0001f600'), max_size=60)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=25,
)


def reader(content: bytes, step: int) -> Read:
    parts = iter([content[start : start + step] for start in range(0, len(content), step)])
    return lambda _size: next(parts, b"")


def elements(content: bytes, step: int = 7) -> list[bytes]:
    return list(Splitter(Window(reader(content, step))).entries())


@given(
    st.lists(VALUES, max_size=5),
    st.dictionaries(TEXT.filter(lambda name: name != "entry"), VALUES, max_size=3),
    st.integers(1, 40),
)
def test_the_pieces_are_the_values(entries: list[Any], others: dict[str, Any], step: int) -> None:
    content = json.dumps({**others, "entry": entries}, ensure_ascii=False).encode()
    splitter = Splitter(Window(reader(content, step)))

    assert [json.loads(found) for found in splitter.entries()] == entries
    assert json.loads(splitter.envelope) == others


def test_the_bytes_are_exact() -> None:
    content = b'\xef\xbb\xbf {"entry" : [ {"a": 1.50 , "b":"\\u0041\\""},\n[ 1 ] , "x" ]}'

    assert elements(content) == [b'{"a": 1.50 , "b":"\\u0041\\""}', b"[ 1 ]", b'"x"']


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"entry":[{"a":1}', "not JSON: it ends in the middle"),
        (b'{"entry":[{"a":"x', "not JSON: it ends in the middle"),
        (b'{"entry":[{} {}]}', "not JSON: `,` is missing"),
        (b'{"entry":[{}]}x', "not JSON: something follows after the end"),
        (b'{"entry":[],"entry":[]}', "not a bundle: it has `entry` twice"),
        (b'{"entry":[{},]}', "not JSON: a value is missing"),
        (b"[]", "not JSON: `{` is missing"),
        (b'{"entry":[' + b"[" * 1000, "nested deeper than 200 levels"),
    ],
)
def test_what_is_not_a_bundle_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(FileError) as refusal:
        elements(content)

    assert refusal.value.reason == reason


def test_endless_nesting_is_refused_after_two_hundred_levels_of_it() -> None:
    read: list[int] = []

    def endless(size: int) -> bytes:
        read.append(size)
        return b"[" * size

    with pytest.raises(FileError, match="nested deeper"):
        list(Splitter(Window(prefixed(b'{"entry":', endless))).entries())

    assert sum(read) <= 2 * 1024 * 1024


@pytest.mark.parametrize("filler", [b"a", b'\\"', b"1,", b'"a",'])
def test_an_endless_value_is_refused_at_the_limit(filler: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(split, "MOST", 100_000)
    start = {b"a": b'{"entry":["', b'\\"': b'{"entry":["', b"1,": b'{"entry":[[', b'"a",': b'{"entry":[['}[filler]

    with pytest.raises(FileError, match="longer than"):
        list(Splitter(Window(prefixed(start, lambda size: filler * (size // len(filler))))).entries())


def prefixed(first: bytes, then: Read) -> Read:
    parts: Iterator[bytes] = iter([first])
    return lambda size: next(parts, b"") or then(min(size, 70_000))


def test_lines_are_cut_at_any_window_size() -> None:
    window = Window(reader(b'{"a":1}\n\n{"b":2}\r\n{"c":3}', 3))

    assert [window.line() for _ in range(5)] == [b'{"a":1}', b"", b'{"b":2}\r', b'{"c":3}', None]
