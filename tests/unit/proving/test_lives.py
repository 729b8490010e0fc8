"""What the records say: believable values, doses, ages, and what follows from what."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from polyclinic.proving.city.lives.growth import size
from polyclinic.proving.city.ranges import egfr, usual
from polyclinic.proving.city.town import CITIES
from tests.unit.proving.invented import TODAY, made, of, values, who


@pytest.mark.parametrize("city", CITIES)
def test_the_grandmothers_diabetes_and_pressure_get_better_under_treatment(city: str) -> None:
    found = who("grandmother", city)
    hba1c = [value for _, value in values(found, "4548-4")]
    assert len(hba1c) == 8
    assert hba1c == sorted(hba1c, reverse=True)
    assert hba1c[0] > 8.8
    assert 6.6 < hba1c[-1] < 7.1
    systolic = [
        one["component"][0]["valueQuantity"]["value"]
        for one in of(found, "Observation")
        if one["code"]["coding"][0]["code"] == "85354-9"
    ]
    assert max(systolic[:2]) > 150
    assert systolic[-2] < 140 or systolic[-1] < 145
    assert Counter(one["status"] for one in of(found, "MedicationRequest")) == {
        "active": 5,
        "stopped": 2,
        "completed": 1,
    }
    assert {one["code"]["coding"][0]["code"] for one in of(found, "Condition")} == {
        "E11.9",
        "I10",
        "E78.5",
        "M17.9",
        "J06.9",
    }


def test_nobody_gets_what_they_are_allergic_to() -> None:
    penicillins = {"J01CA04"}
    for _, person, resources in made():
        allergic = any(one["code"]["coding"][0]["code"] == "91936005" for one in of(resources, "AllergyIntolerance"))
        given = {one["medicationCodeableConcept"]["coding"][0]["code"] for one in of(resources, "MedicationRequest")}
        assert not (allergic and given & penicillins), person.part
    assert sum(len(of(rows, "AllergyIntolerance")) for _, _, rows in made()) > 10


def test_values_and_verdicts_agree_with_their_ranges() -> None:
    verdicts: Counter[str] = Counter()
    for _, _, resources in made():
        for one in of(resources, "Observation"):
            if "referenceRange" not in one:
                continue
            bounds, value = one["referenceRange"][0], one["valueQuantity"]["value"]
            low = bounds.get("low", {}).get("value", value)
            high = bounds.get("high", {}).get("value", value)
            expected = "L" if value < low else "H" if value > high else "N"
            assert one["interpretation"][0]["coding"][0]["code"] == expected
            assert bounds.get("low", bounds.get("high")).get("unit") == one["valueQuantity"].get("unit")
            verdicts[expected] += 1
    assert 0.02 < (verdicts["L"] + verdicts["H"]) / verdicts.total() < 0.2


def test_values_that_follow_from_others_do_follow() -> None:
    found = who("mother")
    for (at, total), (_, hdl), (_, ldl), (_, fats) in zip(
        *(values(found, code) for code in ("14647-2", "14646-4", "39469-2", "14927-8")), strict=True
    ):
        assert total == pytest.approx(hdl + ldl + fats / 2.2, abs=0.06), at
    ferritin = [value for _, value in values(found, "2276-4")]
    haemoglobin = [value for _, value in values(found, "718-7")]
    assert ferritin == sorted(ferritin)
    assert ferritin[0] < 15
    assert ferritin[-1] > 30
    assert haemoglobin[0] < 105
    assert haemoglobin[-1] > 120


def test_the_filtration_rate_is_that_of_the_published_equation() -> None:
    assert round(egfr(88.4, sex="male", age=50)) == 92
    assert round(egfr(88.4, sex="female", age=50)) == 69
    assert round(egfr(176.8, sex="male", age=70)) == 35


def test_ranges_depend_on_sex_and_age() -> None:
    assert usual("haemoglobin", sex="female", age=40) != usual("haemoglobin", sex="male", age=40)
    assert usual("haemoglobin", sex="male", age=3) != usual("haemoglobin", sex="male", age=40)
    found = usual("ferritin", sex="female", age=30)
    assert found is not None
    assert [found.verdict(value) for value in (14, 15, 151)] == ["L", "N", "H"]
    assert usual("weight", sex="female", age=30) is None


def test_children_grow() -> None:
    for city in CITIES:
        found = who("child", city)
        heights = [value for _, value in values(found, "8302-2")]
        weights = [value for _, value in values(found, "29463-7")]
        assert heights == sorted(heights)
        assert weights == sorted(weights)
        assert 48 < heights[0] < 62
    assert size("male", 12, 1.0) == (9.6, 76.0)
    assert size("female", 0, 1.0) == (3.2, 49.0)


def test_immunizations_come_at_their_ages_and_are_numbered() -> None:
    child = who("child", "minsk")
    born = date.fromisoformat(child[0]["birthDate"])
    doses = [
        (one["vaccineCode"]["coding"][0]["code"], one["protocolApplied"][0]["doseNumberPositiveInt"])
        for one in of(child, "Immunization")
    ]
    assert doses == sorted(set(doses), key=doses.index)
    assert doses[:2] == [("08", 1), ("19", 1)]
    months = {
        code: (date.fromisoformat(one["occurrenceDateTime"][:10]) - born).days / 30.44
        for one in of(child, "Immunization")
        if (code := one["vaccineCode"]["coding"][0]["code"]) == "03"
    }
    assert 12 <= months["03"] < 13


def test_one_grandfather_is_dead_and_takes_no_medicine() -> None:
    dead = [(clinic.city, rows) for clinic, person, rows in made() if person.part == "grandfather"]
    assert [city for city, _ in dead] == ["moscow"]
    patient, *rest = dead[0][1]
    died = datetime.fromisoformat(patient["deceasedDateTime"])
    assert died.date() < TODAY - timedelta(days=200)
    assert patient["active"] is False
    assert {one["status"] for one in of(rest, "MedicationRequest")} == {"stopped"}
