"""The figures of sign-in, and codes as people type them."""

from datetime import timedelta

import pytest

from polyclinic.kit.settings import Settings
from polyclinic.people import policy


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("123456", "123456"),
        (" 123 456 ", "123456"),
        ("١٢٣٤٥٦", "123456"),
        ("۱۲۳۴۵۶", "123456"),
        ("12-34-56", "123456"),
        ("", ""),
        ("½²", ""),
        ("\ud800", ""),
    ],
)
def test_digits(typed: str, digits: str) -> None:
    assert policy.digits_of(typed) == digits


@pytest.mark.parametrize(
    ("text", "usable"),
    [
        ("a", True),
        ("x" * 100, True),
        ("", False),
        ("x" * 101, False),
        ("a\nb", False),
        ("\x00", False),
        ("\ud800", False),
    ],
)
def test_usable_ids(text: str, usable: bool) -> None:
    assert policy.is_usable_id(text) is usable


def test_figures() -> None:
    assert (6, timedelta(minutes=5), 5) == (policy.CODE_DIGITS, policy.CODE_LIFE, policy.TRIES_PER_CODE)
    kept = Settings(_env_file=None)
    assert (kept.code_resend_seconds, kept.codes_per_phone_per_day, kept.codes_per_device_per_hour) == (60, 5, 20)
    assert policy.WRONG_CODES_PER_PHONE_PER_DAY == 10
