"""Activation codes are read the way people type them."""

import re

import pytest

from polyclinic.people.activation import ALPHABET, new_code, normalise_code


@pytest.mark.parametrize(
    ("typed", "read"),
    [("7K4M-9QXT-2HVB", "7K4M9QXT2HVB"), (" 7k4m 9qxt–2hvb ", "7K4M9QXT2HVB"), ("oil-OIL", "011011"), ("", "")],
)
def test_case_gaps_and_misread_letters_do_not_matter(typed: str, read: str) -> None:
    assert normalise_code(typed) == read


def test_a_new_code_has_sixty_bits_in_three_groups() -> None:
    codes = {new_code() for _ in range(500)}

    assert len(codes) == 500
    assert all(re.fullmatch(f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", code) for code in codes)
    assert {normalise_code(code) for code in codes} == {code.replace("-", "") for code in codes}
