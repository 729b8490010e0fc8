"""FHIR datatypes as our values: languages, partial dates, numbers as written, names, zones."""

from datetime import UTC, datetime

import msgspec
import pytest

from polyclinic.interop.fhir import dates, measures, names, places, texts
from polyclinic.interop.fhir.errors import BadValueError
from polyclinic.interop.fhir.types import Address, CodeableConcept, Extension, HumanName, Period, Quantity
from polyclinic.records.model import Coded
from polyclinic.records.model import Quantity as Amount


def translation(language: str, content: str) -> dict[str, object]:
    parts = [{"url": "lang", "valueCode": language}, {"url": "content", "valueString": content}]
    return {"url": texts.TRANSLATION, "extension": parts}


@pytest.mark.parametrize(
    ("date", "at"),
    [
        ("2019", datetime(2019, 1, 1, tzinfo=UTC)),
        ("2019-03", datetime(2019, 3, 1, tzinfo=UTC)),
        ("2019-03-31", datetime(2019, 3, 31, tzinfo=UTC)),
        ("2019-03-31T02:30:00+03:00", datetime(2019, 3, 30, 23, 30, tzinfo=UTC)),
        ("2019-03-31T02:30:00.123456789Z", datetime(2019, 3, 31, 2, 30, 0, 123000, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_date_sorts_at_the_start_of_its_period(date: str, at: datetime) -> None:
    assert dates.instant(date, "x") == at


@pytest.mark.parametrize("date", ["2019-02-30", "2019-13", "0000", "2019-01-01T25:00:00Z", "0001-01-01T00:00:00+14:00"])
def test_a_day_that_does_not_exist_is_refused_with_its_path(date: str) -> None:
    with pytest.raises(BadValueError, match=r"at `\$.birthDate`"):
        dates.instant(date, "birthDate")


def test_the_first_date_there_is_counts_and_none_stands_last() -> None:
    period = Period(start=None, end="2020")

    assert dates.first_dated([("a", None), ("b", period), ("c", "2021-05")]) == (
        "2021-05",
        datetime(2021, 5, 1, tzinfo=UTC),
    )
    assert dates.first_dated([("a", None)]) == ("", datetime(1970, 1, 1, tzinfo=UTC))


def test_words_come_with_their_translations() -> None:
    concept = msgspec.convert(
        {
            "text": "Blood",
            "_text": {"extension": [translation("ru-RU", "Кровь")]},
            "coding": [
                {
                    "system": "s",
                    "code": "c",
                    "display": "Blood test",
                    "_display": {"extension": [translation("sr-Latn-RS", "Krv")]},
                }
            ],
        },
        CodeableConcept,
    )

    assert texts.coded(concept, "en-GB") == Coded(
        text={"en": "Blood", "ru": "Кровь", "sr-Latn": "Krv"}, system="s", code="c"
    )


def test_a_bare_code_is_its_own_word_and_nothing_is_none() -> None:
    bare = msgspec.convert({"coding": [{"code": "AMB"}]}, CodeableConcept)

    assert texts.coded(bare, "en") == Coded(text={"en": "AMB"}, code="AMB")
    assert texts.coded(CodeableConcept(), "en") is None
    assert texts.titled("ru", None, CodeableConcept(), otherwise="Visit") == Coded(text={"en": "Visit"})


@pytest.mark.parametrize(
    ("raw", "value"),
    [(b"1.50", 1.5), (b"-0.10e2", -10.0), (b"7", 7.0), (b"12345678901234567890", 1.2345678901234567e19)],
)
def test_a_number_keeps_its_text(raw: bytes, value: float) -> None:
    found = measures.quantity(Quantity(value=msgspec.Raw(raw), unit="mg", comparator="<"), "valueQuantity")

    assert found == Amount(value=value, text=raw.decode(), comparator="<", unit="mg", code=None)


@pytest.mark.parametrize("raw", [b'"1.5"', b"{}", b"true", b"1e999", b"9" * 61])
def test_what_is_not_a_number_is_refused_with_its_path(raw: bytes) -> None:
    with pytest.raises(BadValueError, match=r"at `\$.valueQuantity.value`"):
        measures.quantity(Quantity(value=msgspec.Raw(raw)), "valueQuantity")


def test_names_keep_their_scripts() -> None:
    listed = [
        HumanName(family="Берг", given=("Анна", None)),
        HumanName(text="Anna Berg", use="official"),
        HumanName(text="آنا", extension=(Extension(url=texts.LANGUAGE, value_code="ar-EG"),)),
        HumanName(),
    ]

    assert [(name.text, name.lang) for name in names.names(listed, "ru")] == [
        ("Анна Берг", "ru"),
        ("Anna Berg", None),
        ("آنا", "ar"),
    ]
    assert [name.lang for name in names.names(listed, "en")] == [None, "en", "ar"]


@pytest.mark.parametrize(
    ("country", "state", "zone"),
    [
        ("Russia", None, "Europe/Moscow"),
        ("BY", None, "Europe/Minsk"),
        ("kaz", None, "Asia/Almaty"),
        ("RS", None, "Europe/Belgrade"),
        ("EG", None, "Africa/Cairo"),
        ("GB", None, "Europe/London"),
        ("US", None, "America/New_York"),
        ("US", "MA", "America/New_York"),
        ("US", "California", "America/Los_Angeles"),
        ("Atlantis", None, "UTC"),
        (None, None, "UTC"),
    ],
)
def test_the_zone_follows_the_address(country: str | None, state: str | None, zone: str) -> None:
    assert places.zone([], [Address(country=country, state=state)]) == zone


def test_a_stated_zone_wins_and_an_invented_one_does_not() -> None:
    def stated(name: str) -> list[Extension]:
        return [Extension(url=places.TIMEZONE, value_code=name)]

    assert places.zone(stated("Asia/Vladivostok"), [Address(country="RU")]) == "Asia/Vladivostok"
    assert places.zone(stated("Mars/Olympus"), [Address(country="RU")]) == "Europe/Moscow"
    assert places.zone(stated("../../etc/passwd"), []) == "UTC"
