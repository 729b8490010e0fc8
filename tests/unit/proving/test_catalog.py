"""The catalogs: whole, in six languages, in the right scripts, with codes that are well formed."""

import json
import re
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import phonenumbers
import pytest
from phonenumbers import carrier

from polyclinic.kit.locale import Locale
from polyclinic.people.phone import e164
from polyclinic.proving.city.clinic import phone
from polyclinic.proving.city.town import CITIES
from polyclinic.proving.city.words import catalog, entry, medicine

FOLDER = files("polyclinic.proving.city").joinpath("catalog")
NAMES = sorted(file.name.removesuffix(".json") for file in FOLDER.iterdir() if file.name.endswith(".json"))
CODED = {"analytes", "reports", "imaging", "documents"}


def texts(name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every text of a catalog that is in several languages, with its place."""

    def walk(node: Any, place: str) -> Iterator[tuple[str, dict[str, str]]]:
        if isinstance(node, dict) and "en" in node:
            yield place, node
        elif isinstance(node, dict):
            for key, child in node.items():
                step = "" if key in ("entries", "words", "cities") else key
                yield from walk(child, "/".join(filter(None, (place, step))))

    yield from walk(catalog(name), "")


def scripts(text: str) -> set[str]:
    return {unicodedata.name(letter).split(" ")[0] for letter in text if letter.isalpha()}


@pytest.mark.parametrize("name", NAMES)
def test_a_catalog_says_its_version_source_and_reviewer(name: str) -> None:
    found = json.loads(FOLDER.joinpath(f"{name}.json").read_text("utf8"))
    assert found["version"] == 1
    assert found["source"]
    assert found["reviewer"] is None


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_in_all_six_languages(name: str) -> None:
    for place, words in texts(name):
        assert set(words) == {locale.value for locale in Locale}, place
        assert all(text == text.strip() and text for text in words.values()), place


def test_a_word_equals_the_english_one_only_where_that_is_allowed() -> None:
    same = {
        f"{name}:{place}:{tag}"
        for name in NAMES
        for place, words in texts(name)
        for tag, text in words.items()
        if tag != "en" and text == words["en"]
    }
    allowed = {f"{name}:{place}" for name, places in catalog("same_as_english")["allowed"].items() for place in places}
    assert same == allowed


@pytest.mark.parametrize("name", NAMES)
def test_words_are_in_the_script_of_their_language(name: str) -> None:
    for place, words in texts(name):
        for tag in ("ru", "kk", "be"):
            latin_only = scripts(words[tag]) == {"LATIN"}
            assert not latin_only or not scripts(words[tag]), (place, tag)
        assert "CYRILLIC" not in scripts(words["sr-Latn"]) | scripts(words["en"]), place
        assert "ARABIC" in scripts(words["ar"]) or not scripts(words["ar"]), place
        assert not scripts(words["ar"]) & {"CYRILLIC"}, place


def test_kazakh_and_belarusian_are_not_just_russian() -> None:
    for tag, letters in (("kk", "әғқңөұүһі"), ("be", "іў")):
        differing = [place for name in NAMES for place, words in texts(name) if words[tag] != words["ru"]]
        own = [place for name in NAMES for place, words in texts(name) if set(words[tag].lower()) & set(letters)]
        assert len(differing) > 150
        assert len(own) > 100


@pytest.mark.parametrize("name", sorted(CODED))
def test_loinc_codes_have_the_right_check_digit(name: str) -> None:
    for key, row in catalog(name)["entries"].items():
        number, digit = row["code"].split("-")
        assert luhn(number) == int(digit), key


def luhn(number: str) -> int:
    doubled = [int(sign) * (2 - place % 2) for place, sign in enumerate(reversed(number))]
    return -sum(value - 9 if value > 9 else value for value in doubled) % 10


def test_codes_have_the_form_of_their_system() -> None:
    forms = {
        "conditions": r"[A-Z]\d\d(\.\d)?",
        "medicines": r"[A-Z]\d\d[A-Z]{2}\d\d",
        "vaccines": r"\d{2,3}",
    }
    for name, form in forms.items():
        for key, row in catalog(name)["entries"].items():
            assert re.fullmatch(form, row["code"]), key


def test_every_measured_analyte_has_a_unit_and_a_ucum_code() -> None:
    for key, row in catalog("analytes")["entries"].items():
        assert ("ucum" in row) == ("decimals" in row), key
        if key in catalog("ranges")["entries"]:
            assert row["ucum"], key


def test_a_medicine_is_named_with_its_strength_in_every_language() -> None:
    words = medicine("metformin").words
    assert words["en"] == "Metformin 1000 mg"
    assert words["ru"] == "Метформин 1000 мг"
    assert words["ar"] == "ميتفورمين 1000 ملغ"
    assert medicine("metformin").code == "A10BA02"
    assert entry("analytes", "hba1c").code == "4548-4"


@pytest.mark.parametrize("city", CITIES)
def test_names_are_in_the_script_of_their_place(city: str) -> None:
    found = catalog(f"names_{city}")
    local = "ARABIC" if city == "cairo" else "CYRILLIC"
    lists = {key: rows for key, rows in found.items() if isinstance(rows, list)}
    assert set(lists) == {
        "female_old", "female_adult", "female_young", "male_old", "male_adult", "male_young", "families", "streets"
    }  # fmt: skip
    for key, rows in lists.items():
        assert len(rows) >= 4, key
        for row in rows:
            for number, text in enumerate(row):
                assert scripts(text) - {"MODIFIER"} == {local if number % 2 == 0 else "LATIN"}, text


@pytest.mark.parametrize("country", ["RU", "BY", "KZ", "RS", "EG"])
def test_telephone_numbers_are_valid_and_belong_to_no_operators_person(country: str) -> None:
    for number in (90, 101, 294, 9001):
        text = phone(country, number)
        parsed = phonenumbers.parse(text, None)
        assert phonenumbers.is_valid_number(parsed)
        assert phonenumbers.region_code_for_number(parsed) == country
        assert carrier.name_for_number(parsed, "en") == ""
        assert e164(text, "RU") == text
    assert catalog("phones")["countries"][country]["why"]
