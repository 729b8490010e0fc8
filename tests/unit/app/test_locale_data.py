"""The exported locale data: up to date, complete, and right where Intl is wrong."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).resolve().parents[3]
FOLDER = CHECKOUT / "app/src/locales"
TAGS = ("en-GB", "ru-RU", "sr-Latn-RS", "kk-KZ", "be-BY", "ar-EG")


def data_of(tag: str) -> dict[str, Any]:
    return json.loads((FOLDER / f"{tag}.format.json").read_text("utf-8"))


def keys_of(value: object, path: str = "") -> set[str]:
    if not isinstance(value, dict):
        return {path}
    return {key for name, inner in value.items() for key in keys_of(inner, f"{path}/{name}")}


def test_the_export_is_not_stale() -> None:
    command = [sys.executable, str(CHECKOUT / "app/locales/export.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), "run `python app/locales/export.py` and commit"


def test_there_is_one_file_per_language() -> None:
    assert {path.name for path in FOLDER.glob("*.format.json")} == {f"{tag}.format.json" for tag in TAGS}


@pytest.mark.parametrize("tag", TAGS)
def test_every_language_has_every_key_with_words_in_it(tag: str) -> None:
    data, english = data_of(tag), data_of("en-GB")
    days, english_days = data.pop("days"), english.pop("days")

    assert keys_of(data) == keys_of(english)
    assert days.keys() == english_days.keys()
    assert [data["locale"], data["numbers"]["digits"]] == [tag, "latn"]
    for names in (*data["months"]["format"].values(), *data["months"]["stand_alone"].values()):
        assert [len(names), len(set(names)), all(names)] == [12, 12, True]
    for names in data["weekdays"].values():
        assert [len(names), len(set(names)), all(names)] == [7, 7, True]
    for phrases in days.values():
        assert sorted(phrases) == sorted(data["plurals"])
        assert all(phrases.values())


@pytest.mark.parametrize(
    ("tag", "plurals"),
    [
        ("en-GB", ["one", "other"]),
        ("ru-RU", ["one", "few", "many", "other"]),
        ("sr-Latn-RS", ["one", "few", "other"]),
        ("kk-KZ", ["one", "other"]),
        ("be-BY", ["one", "few", "many", "other"]),
        ("ar-EG", ["zero", "one", "two", "few", "many", "other"]),
    ],
)
def test_plural_categories(tag: str, plurals: list[str]) -> None:
    assert data_of(tag)["plurals"] == plurals


@pytest.mark.parametrize(
    ("tag", "in_a_date", "alone"),
    [
        ("en-GB", "December", "December"),
        ("ru-RU", "декабря", "декабрь"),
        ("sr-Latn-RS", "decembar", "decembar"),
        ("kk-KZ", "желтоқсан", "Желтоқсан"),
        ("be-BY", "снежня", "снежань"),
        ("ar-EG", "ديسمبر", "ديسمبر"),
    ],
)
def test_months_have_both_forms(tag: str, in_a_date: str, alone: str) -> None:
    months = data_of(tag)["months"]

    assert [months["format"]["wide"][11], months["stand_alone"]["wide"][11]] == [in_a_date, alone]


@pytest.mark.parametrize(
    ("tag", "decimal", "group", "minus"),
    [
        ("en-GB", ".", ",", "-"),
        ("ru-RU", ",", "\u00a0", "-"),
        ("sr-Latn-RS", ",", ".", "-"),
        ("kk-KZ", ",", "\u00a0", "-"),
        ("be-BY", ",", "\u00a0", "-"),
        ("ar-EG", ".", ",", "\u200e-"),
    ],
)
def test_number_symbols(tag: str, decimal: str, group: str, minus: str) -> None:
    assert data_of(tag)["numbers"] == {"digits": "latn", "decimal": decimal, "group": group, "minus": minus}


def test_the_week_starts_on_saturday_in_egypt_and_on_monday_elsewhere() -> None:
    assert {tag: data_of(tag)["first_week_day"] for tag in TAGS} == dict.fromkeys(TAGS, 0) | {"ar-EG": 5}
    assert data_of("ar-EG")["weekdays"]["wide"][5] == "السبت"
    assert {tag: data_of(tag)["direction"] for tag in TAGS} == dict.fromkeys(TAGS, "ltr") | {"ar-EG": "rtl"}


@pytest.mark.parametrize("tag", TAGS)
def test_no_date_has_a_two_digit_year(tag: str) -> None:
    assert [name for name, pattern in data_of(tag)["dates"].items() if "yy" in pattern] == []


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("en-GB", ["yesterday", "today", "tomorrow"]),
        ("ru-RU", ["вчера", "сегодня", "завтра"]),
        ("sr-Latn-RS", ["juče", "danas", "sutra"]),
        ("kk-KZ", ["кеше", "бүгін", "ертең"]),
        ("be-BY", ["учора", "сёння", "заўтра"]),
        ("ar-EG", ["أمس", "اليوم", "غدًا"]),
    ],
)
def test_relative_words(tag: str, words: list[str]) -> None:
    assert list(data_of(tag)["relative"].values()) == words
