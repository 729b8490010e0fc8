"""The planned city and its bundles: the same for a seed, believable, and in the clinics' hours."""

import base64
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import orjson
import pytest

from polyclinic.proving.city.clinic import plan_clinic
from polyclinic.proving.city.town import CITIES, Size, bundles, plan_town
from polyclinic.proving.city.zones import exists, instant, zone
from tests.unit.proving.invented import TODAY, made, of, town, who


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


def test_an_address_is_in_one_script() -> None:
    local, latin = who("mother", "belgrade")[0]["address"]
    assert local["text"].endswith(", Београд")
    assert latin["text"].endswith(", Beograd")
    assert [row["extension"][0]["valueCode"] for row in (local, latin)] == ["sr-Cyrl", "sr-Latn"]
    assert {row["country"] for row in (local, latin)} == {"RS"}


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
