"""The planned city and its bundles: the same for a seed, believable, and in the clinics' hours."""

import base64
from collections import Counter
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import orjson
import pytest

from polyclinic.proving.city.clinic import ClinicPlan, plan_clinic
from polyclinic.proving.city.family import Person
from polyclinic.proving.city.lives.growth import size
from polyclinic.proving.city.ranges import egfr, usual
from polyclinic.proving.city.town import CITIES, Size, Town, bundles, patient_bundle, plan_town
from polyclinic.proving.city.zones import exists, instant, zone

TODAY = date(2026, 11, 24)
Json = dict[str, Any]


@cache
def town() -> Town:
    return plan_town(Size.CITY, seed=7, today=TODAY)


@cache
def made() -> tuple[tuple[ClinicPlan, Person, list[Json]], ...]:
    return tuple(
        (family.clinic, person, [row["resource"] for row in patient_bundle(family.clinic, person, TODAY)["entry"]])
        for family in town().families
        for person in family.people
    )


def of(resources: list[Json], resource_type: str) -> list[Json]:
    return [one for one in resources if one["resourceType"] == resource_type]


def values(resources: list[Json], loinc: str) -> list[tuple[str, float]]:
    found = [
        (one["effectiveDateTime"], one["valueQuantity"]["value"])
        for one in of(resources, "Observation")
        if one["code"]["coding"][0]["code"] == loinc
    ]
    return sorted(found)


def who(part: str, city: str = "moscow") -> list[Json]:
    return next(rows for clinic, person, rows in made() if (clinic.city, person.part) == (city, part))


def test_the_same_seed_and_day_give_the_same_bytes() -> None:
    first = [(name, orjson.dumps(one)) for name, one in bundles(plan_town(Size.SMALL, seed=7, today=TODAY))]
    again = [(name, orjson.dumps(one)) for name, one in bundles(plan_town(Size.SMALL, seed=7, today=TODAY))]
    other = [(name, orjson.dumps(one)) for name, one in bundles(plan_town(Size.SMALL, seed=8, today=TODAY))]
    assert first == again
    assert [name for name, _ in first] == [
        "00-clinics",
        "0001-moscow-grandmother",
        "0002-moscow-mother",
        "0003-moscow-teenager",
        "0004-moscow-child",
        "0005-moscow-father",
        "0006-moscow-grandfather",
        "0007-cairo-grandmother",
        "0008-cairo-mother",
        "0009-cairo-teenager",
        "0010-cairo-child",
        "0011-cairo-father",
        "0012-cairo-visitor",
    ]
    assert all(mine != theirs for (_, mine), (_, theirs) in zip(first, other, strict=True))


def test_the_small_city_is_a_part_of_the_demo_city() -> None:
    demo = {person.id for family in town().families for person in family.people}
    small = plan_town(Size.SMALL, seed=7, today=TODAY)
    assert {person.id for family in small.families for person in family.people} < demo


def test_the_large_city_has_hundreds_of_patients_with_names_and_phones_of_their_own() -> None:
    large = plan_town(Size.LARGE, seed=7, today=TODAY)
    people = [person for family in large.families for person in family.people]
    assert len(people) > 400
    assert len({person.id for person in people}) == len(people)
    phones = [person.phone for person in people if person.phone]
    assert len(set(phones)) == len(phones)


def test_every_resource_has_its_own_id_and_every_reference_a_target() -> None:
    everything = [row["resource"] for _, bundle in bundles(town()) for row in bundle["entry"]]
    ids = Counter(one["id"] for one in everything)
    assert max(ids.values()) == 1
    known = {f"urn:uuid:{key}" for key in ids} | {f"{one['resourceType']}/{one['id']}" for one in everything}
    assert set(references(everything)) <= known


def references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["reference"]] if isinstance(node.get("reference"), str) else []
        return own + [found for child in node.values() for found in references(child)]
    if isinstance(node, list):
        return [found for child in node for found in references(child)]
    return []


def test_each_family_speaks_the_language_of_its_city() -> None:
    spoken = {family.clinic.city: family.people[0].language for family in town().families if len(family.people) > 1}
    assert spoken == {"moscow": "ru", "minsk": "be", "almaty": "kk", "belgrade": "sr-Latn", "cairo": "ar"}
    assert [person.language for _, person, _ in made() if person.part == "visitor"] == ["en"]


def test_names_follow_the_custom_of_the_place() -> None:
    family = town().families[0]
    mother, father, child = (family.find(part) for part in ("mother", "father", "child"))
    grandfather = family.find("grandfather")
    assert mother is not None
    assert father is not None
    assert child is not None
    assert grandfather is not None
    assert father.names[0].family.startswith(mother.names[0].family[:-1])
    assert grandfather.names[0].given[0][:4] == mother.names[0].given[1][:4]
    assert child.names[0].given[1][:3] == father.names[0].given[0][:3]
    assert [name.lang for name in mother.names] == ["ru", "ru-Latn"]


def test_titles_are_in_six_languages() -> None:
    for resource_type, field in (("Condition", "code"), ("MedicationRequest", "medicationCodeableConcept")):
        for one in of(who("grandmother", "almaty"), resource_type):
            others = [row["extension"][0]["valueCode"] for row in one[field]["_text"]["extension"]]
            assert one["language"] == "kk"
            assert sorted(others) == ["ar", "be", "en", "ru", "sr-Latn"]


def test_visits_lie_on_working_days_in_the_clinicians_hours() -> None:
    for clinic, person, resources in made():
        staff = {one.id: one for one in clinic.staff}
        for one in of(resources, "Encounter"):
            starts = datetime.fromisoformat(one["period"]["start"])
            wall = starts.replace(tzinfo=None)
            assert starts.utcoffset() == zone(clinic.zone).utcoffset(wall)
            assert clinic.works_on(wall.date()), (person.part, wall)
            assert wall.date() < TODAY
            if one["class"]["code"] == "AMB":
                clinician = staff[one["participant"][0]["individual"]["reference"].split("/")[1]]
                hours = next(shift for shift in clinician.shifts if shift.weekday == wall.weekday())
                assert wall.time() in hours.times()


def test_nothing_is_dated_after_today_or_after_death_or_before_birth() -> None:
    for _, person, resources in made():
        last = (person.died or TODAY).isoformat()
        for one in resources:
            for field in (
                "effectiveDateTime",
                "authoredOn",
                "occurrenceDateTime",
                "recordedDate",
                "issued",
                "started",
                "date",
            ):
                if field in one:
                    assert person.born.isoformat() <= one[field][:10] <= last, (person.part, one["resourceType"], field)


def test_cairo_works_from_sunday_to_thursday() -> None:
    clinic = plan_clinic("cairo", 7, staff=7)
    worked = [clinic.works_on(date(2026, 11, 22) + timedelta(days=day)) for day in range(7)]  # Sunday first
    assert worked == [True, True, True, True, True, False, False]
    moscow = plan_clinic("moscow", 7, staff=8)
    assert [moscow.works_on(date(2026, 11, 22) + timedelta(days=day)) for day in range(7)] == [
        False,
        *[True] * 5,
        False,
    ]
    assert not moscow.works_on(date(2027, 1, 1))


@pytest.mark.parametrize("city", CITIES)
def test_clinics_have_a_general_practitioner_and_a_paediatrician(city: str) -> None:
    clinic = next(one for one in town().clinics if one.city == city)
    assert 4 <= len(clinic.staff) <= 8
    assert {"gp", "paediatrics", "endocrinology"} <= {one.specialty for one in clinic.staff}
    assert len({one.room for one in clinic.staff}) == len(clinic.staff)
    assert len({one.names[0].text for one in clinic.staff}) == len(clinic.staff)


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


def test_a_document_holds_its_text_in_the_language_of_the_record() -> None:
    attachment = of(who("grandmother", "cairo"), "DocumentReference")[0]["content"][0]["attachment"]
    assert attachment["language"] == "ar"
    assert base64.b64decode(attachment["data"]).decode().startswith("قاع العينين")


def test_wall_time_and_instants() -> None:
    assert not exists(datetime(2026, 3, 29, 2, 30), "Europe/Belgrade")
    assert exists(datetime(2026, 3, 29, 3, 30), "Europe/Belgrade")
    summer, winter = datetime(2026, 7, 1, 9), datetime(2026, 12, 1, 9)
    assert [instant(at, "Africa/Cairo").hour for at in (summer, winter)] == [6, 7]
    assert [instant(at, "Europe/Moscow").hour for at in (summer, winter)] == [6, 6]
    assert [instant(at, "Asia/Almaty").hour for at in (summer, winter)] == [4, 4]


def test_the_city_is_of_the_promised_size() -> None:
    counts = Counter(one["resourceType"] for _, _, rows in made() for one in rows)
    assert 2000 < counts.total() < 3600
    assert counts["Patient"] == 25
    assert set(counts) == {
        "Patient", "Encounter", "Condition", "Observation", "DiagnosticReport", "MedicationRequest", "Immunization",
        "AllergyIntolerance", "Procedure", "ImagingStudy", "DocumentReference", "CarePlan", "Goal", "CareTeam", "ServiceRequest",
    }  # fmt: skip
