"""Phone numbers as people write them."""

import pytest

from polyclinic.kit.errors import InvalidInputError
from polyclinic.people.phone import e164, mask_phone


@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("+7 912 345-67-42", "RU", "+79123456742"),
        ("8 (912) 345 67 42", "RU", "+79123456742"),
        ("+375 29 123 45 67", "RU", "+375291234567"),
        ("8 029 123-45-67", "BY", "+375291234567"),
        ("+7 701 234 56 78", "KZ", "+77012345678"),
        ("061 2345678", "RS", "+381612345678"),
        ("010 1234 5678", "EG", "+201012345678"),
        ("٠١٠١٢٣٤٥٦٧٨", "EG", "+201012345678"),
    ],
)
def test_one_form(text: str, region: str, number: str) -> None:
    assert e164(text, region) == number


@pytest.mark.parametrize(
    "text", ["", "12", "phone", "+", "+7", "+999 123456789", "+7 912 345", "+7 912 345 67 42 9", "\ud800", "9" * 1000]
)
def test_not_a_number(text: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        e164(text, "RU")
    assert refused.value.field == "phone"
    assert refused.value.message == (
        "This does not look like a mobile number. Write it with the country code, for example +7 912 345 67 89."
    )


def test_numbers_that_cost_the_house_money_get_no_message() -> None:
    with pytest.raises(InvalidInputError):
        e164("+7 809 123 45 67", "RU")


def test_masked() -> None:
    assert mask_phone("+79123456742") == "+7 ••• •• 42"
    assert mask_phone("+375291234567") == "+375 ••• •• 67"
