"""JSON as we take it."""

import pytest

from polyclinic_schema.strict_json import NotStrictError, strict_object


def test_an_object_is_read() -> None:
    assert strict_object('{"a": [1, -2.5, null, true, "я"], "b": {}}'.encode()) == {
        "a": [1, -2.5, None, True, "я"],
        "b": {},
    }
    assert strict_object(b'{"n": -9223372036854775808}') == {"n": -(2**63)}


@pytest.mark.parametrize(
    "body",
    [b"", b" ", b"null", b"1", b'"x"', b"[]", b"[{}]", b"true", b"{", b"{} {}", b"{'a':1}", b'{"a":1,}', b"[" * 60_000, b'{"a":' * 5_000, b"9" * 60_000,
     b'{"a":' + b"[" * 1000 + b"]" * 1000 + b"}", b'{"a":1,"a":1}', b'{"v":{"b":1,"b":2}}', b'{"a":NaN}', b'{"a":Infinity}', b'{"a":1e999}',
     b'{"a":' + b"9" * 21 + b"}", b'{"a":' + b"9" * 60_000 + b"}", b'{"a":"\\ud800"}', b'{"a":"\xff"}', b"\xef\xbb\xbf{}", '{"a":1}'.encode("utf-16")],
)  # fmt: skip
def test_anything_else_is_refused(body: bytes) -> None:
    with pytest.raises(NotStrictError):
        strict_object(body)
