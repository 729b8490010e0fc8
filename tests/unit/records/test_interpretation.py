"""Where a value lies against its range: only what is certain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polyclinic.records.model import Interpretation, Quantity, ReferenceRange
from polyclinic.records.policy import interpret, recorded_interpretation

LOW, NORMAL, HIGH, UNKNOWN = Interpretation.LOW, Interpretation.NORMAL, Interpretation.HIGH, Interpretation.UNKNOWN


def amount(text: str, comparator: str | None = None, unit: str | None = "mmol/L", code: str | None = None) -> Quantity:
    return Quantity(value=float(text), text=text, comparator=comparator, unit=unit, code=code)


def usual(low: str | None, high: str | None, unit: str | None = "mmol/L") -> ReferenceRange:
    return ReferenceRange(low=amount(low, unit=unit) if low else None, high=amount(high, unit=unit) if high else None)


@pytest.mark.parametrize(
    ("comparator", "value", "low", "high", "expected"),
    [
        (None, "3.8", "3.9", "5.5", LOW),
        (None, "3.9", "3.9", "5.5", NORMAL),
        (None, "5.50", "3.9", "5.5", NORMAL),
        (None, "5.51", "3.9", "5.5", HIGH),
        (None, "2", None, "5.5", NORMAL),
        (None, "9", "3.9", None, NORMAL),
        (None, "9", None, None, UNKNOWN),
        ("<", "3.9", "3.9", "5.5", LOW),
        ("<=", "3.9", "3.9", "5.5", UNKNOWN),
        ("<", "5", "3.9", "5.5", UNKNOWN),
        ("<", "5.5", None, "5.5", NORMAL),
        ("<", "6", None, "5.5", UNKNOWN),
        (">", "5.5", "3.9", "5.5", HIGH),
        (">=", "5.5", "3.9", "5.5", UNKNOWN),
        (">", "4", "3.9", None, NORMAL),
        ("ad", "4", "3.9", "5.5", UNKNOWN),
    ],
)
def test_the_rule(
    comparator: str | None, value: str, low: str | None, high: str | None, expected: Interpretation
) -> None:
    assert interpret(amount(value, comparator), usual(low, high)) is expected


def test_another_unit_says_nothing() -> None:
    assert interpret(amount("4", unit="mg/dL"), usual("3.9", "5.5")) is UNKNOWN
    assert interpret(amount("4", unit=None), usual("3.9", "5.5")) is NORMAL
    assert interpret(None, usual("1", "2")) is UNKNOWN
    assert interpret(amount("1"), None) is UNKNOWN


@given(st.decimals(0, 100, places=2), st.decimals(0, 50, places=2), st.decimals(50, 100, places=2))
def test_exactly_one_answer_and_a_higher_value_never_reads_lower(value: object, low: object, high: object) -> None:
    order = [LOW, NORMAL, HIGH]
    found = interpret(amount(str(value)), usual(str(low), str(high)))

    assert found in order
    assert order.index(interpret(amount(f"{float(str(value)) + 1:.2f}"), usual(str(low), str(high)))) >= order.index(
        found
    )


def test_the_laboratorys_own_word_is_grouped_the_gravest_first() -> None:
    assert recorded_interpretation(["N", "HH"]) is Interpretation.CRITICAL_HIGH
    assert recorded_interpretation(["A"]) is Interpretation.ABNORMAL
    assert recorded_interpretation(["<"]) is LOW
    assert recorded_interpretation(["POS", None]) is UNKNOWN
