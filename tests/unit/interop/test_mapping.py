"""Each mapper on a small resource: what it takes, and how it refuses what FHIR does not allow."""

import json
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from fhir_samples import LOINC, encounter, observation, organization, patient, practitioner, report, urn
from polyclinic.interop.fhir.projection import OwnProjection, RecordProjection
from polyclinic.interop.mapping.registry import MAPPERS
from polyclinic.records.model import Coded, Interpretation, Quantity, RecordKind

OF_P = urn("p")


def mapped(resource: dict[str, Any], language: str = "en") -> RecordProjection:
    found = MAPPERS[resource["resourceType"]](json.dumps(resource).encode(), language)
    assert isinstance(found, RecordProjection)
    return found


def own(resource: dict[str, Any], language: str = "en") -> OwnProjection:
    found = MAPPERS[resource["resourceType"]](json.dumps(resource).encode(), language)
    assert isinstance(found, OwnProjection)
    return found


def concept(word: str, code: str = "1") -> dict[str, Any]:
    return {"text": word, "coding": [{"system": "s", "code": code}]}


def test_patient() -> None:
    found = own(
        patient(
            deceasedDateTime="2024-05",
            address=[{"line": ["Lesi 1"], "city": "Minsk", "country": "BLR"}],
            telecom=[{"system": "phone", "value": "+375"}, {"system": "fax"}],
            communication=[{"language": {"coding": [{"code": "be"}]}}],
        )
    )

    assert found.name == "Anna Berg"
    assert found.fields == {
        "names": [{"text": "Anna Berg", "given": ["Anna"], "family": "Berg", "use": None, "lang": "en"}],
        "birth_date": "1980-02",
        "gender": "female",
        "deceased": True,
        "deceased_at": datetime(2024, 5, 1, tzinfo=UTC),
        "country": "BY",
        "home_zone": "Europe/Minsk",
        "languages": ["be"],
        "telecom": [{"system": "phone", "value": "+375", "use": None}],
        "addresses": [{"text": "Lesi 1, Minsk, BLR", "city": "Minsk", "country": "BLR"}],
    }


def test_who_is_said_to_be_dead_without_a_date_is_dead() -> None:
    fields = own(patient(deceasedBoolean=True)).fields

    assert (fields["deceased"], fields["deceased_at"]) == (True, None)
    assert own(patient(deceasedBoolean=False)).fields["deceased"] is False


def test_an_address_keeps_its_translations() -> None:
    english = {"extension": [{"url": "lang", "valueCode": "en"}, {"url": "content", "valueString": "7 Linden Street"}]}
    beside = {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/translation", **english}]}
    clinic = own(organization(language="ru", address=[{"text": "Липовая улица, 7", "_text": beside}]))
    assert clinic.fields["address"] == {"ru": "Липовая улица, 7", "en": "7 Linden Street"}


def test_practitioner_and_organization() -> None:
    doctor = own(practitioner(qualification=[{"code": concept("Cardiologist")}], gender="male"))
    clinic = own(
        organization(
            language="ru",
            _name={"extension": []},
            telecom=[{"system": "phone", "value": "7"}],
            address=[{"city": "Москва", "country": "RU"}],
        )
    )

    assert (doctor.fields["names"][0]["text"], doctor.fields["specialty"]) == ("Roth", {"en": "Cardiologist"})
    assert clinic.fields == {
        "name": {"ru": "Old Town Clinic"},
        "zone": "Europe/Moscow",
        "country": "RU",
        "city": {"ru": "Москва"},
        "address": {"ru": "Москва, RU"},
        "phone": "7",
    }


def test_encounter() -> None:
    found = mapped(
        encounter(
            type=[concept("Check-up")],
            reasonCode=[concept("Cough", "2")],
            participant=[{"individual": urn("doctor")}],
            serviceProvider=urn("clinic"),
        )
    )

    assert (found.kind, found.date, found.at) == (
        RecordKind.VISIT,
        "2024-03-01T10:00:00+03:00",
        datetime(2024, 3, 1, 7, tzinfo=UTC),
    )
    assert (found.title, found.detail, found.status) == (
        Coded(text={"en": "Check-up"}, system="s", code="1"),
        {"en": "Cough"},
        "finished",
    )
    assert [link.path for link in (*found.practitioners, *found.clinics)] == [
        "participant[0].individual",
        "serviceProvider",
    ]


def test_condition_keeps_its_course() -> None:
    found = mapped(
        {
            "resourceType": "Condition",
            "clinicalStatus": concept("", "active"),
            "verificationStatus": concept("", "entered-in-error"),
            "code": concept("Asthma"),
            "subject": OF_P,
            "onsetDateTime": "2010",
            "abatementString": "in childhood",
            "recordedDate": "2011-01-02",
        }
    )

    assert (found.kind, found.date, found.status) == (RecordKind.CONDITION, "2010", "entered-in-error")
    assert found.course is not None
    assert found.course.model_dump(exclude_defaults=True) == {
        "clinical_status": "active",
        "verification": "entered-in-error",
        "onset": "2010",
        "abatement": "in childhood",
    }


def test_observation_with_a_range_is_interpreted() -> None:
    low, high = {"value": 3.9, "unit": "mmol/L"}, {"value": 5.0, "unit": "mmol/L"}
    found = mapped(
        observation(referenceRange=[{"type": concept("", "therapeutic"), "low": high}, {"low": low, "high": high}])
    )

    assert found.kind is RecordKind.RESULT
    assert found.observed is not None
    assert found.observed.quantity == Quantity(value=5.4, text="5.4", unit="mmol/L", code="mmol/L")
    assert found.observed.interpretation is Interpretation.HIGH
    assert found.observed.range is not None
    assert found.observed.range.high == Quantity(value=5.0, text="5.0", unit="mmol/L")


def test_what_the_laboratory_said_wins() -> None:
    spoken = observation(interpretation=[concept("", "LL")], referenceRange=[{"high": {"value": 1}}])

    assert mapped(spoken).observed.interpretation is Interpretation.CRITICAL_LOW  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"valueString": "clear"}, {"words": {"en": "clear"}}),
        ({"valueBoolean": False}, {"words": {"en": "no", "ru": "нет"}}),
        ({"valueInteger": 3}, {"quantity": {"value": 3.0, "text": "3"}}),
        (
            {"valueCodeableConcept": concept("Positive")},
            {"coded": {"text": {"en": "Positive"}, "system": "s", "code": "1"}},
        ),
        ({"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 128}}}, {"words": {"en": "1:128"}}),
        ({"valueRange": {"low": {"value": 1}, "high": {"value": 2.0, "unit": "g"}}}, {"words": {"en": "1 - 2.0 g"}}),
        ({"valueTime": "12:00:00"}, {"words": {"en": "12:00:00"}}),
        ({"valueDateTime": "2024"}, {"words": {"en": "2024"}}),
        ({}, {}),
    ],
)
def test_every_kind_of_value(value: dict[str, Any], expected: dict[str, Any]) -> None:
    resource = {**observation(), **value}
    del resource["valueQuantity"]
    found = mapped(resource).observed

    assert found is not None
    assert found.model_dump(exclude_defaults=True, exclude={"code"}) == expected


def test_components_have_their_own_values() -> None:
    part = {"code": concept("Systolic"), "valueQuantity": {"value": 120, "unit": "mmHg"}}
    found = mapped(observation(component=[part], category=[concept("", "vital-signs")]))

    assert found.kind is RecordKind.VITAL
    assert [row.quantity.text for row in found.observed.components if row.quantity] == ["120"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("codes", "kind"),
    [
        (["laboratory"], RecordKind.RESULT),
        (["vital-signs"], RecordKind.VITAL),
        (["social-history"], RecordKind.SURVEY),
        (["survey"], RecordKind.SURVEY),
        (["exam"], RecordKind.SURVEY),
        (["survey", "laboratory"], RecordKind.RESULT),
        (["other"], RecordKind.RESULT),
        ([], RecordKind.RESULT),
    ],
)
def test_the_category_makes_the_kind(codes: list[str], kind: RecordKind) -> None:
    assert mapped(observation(category=[concept("", code) for code in codes])).kind is kind


def test_diagnostic_report() -> None:
    found = mapped(report("r", "a", "b", conclusionCode=[concept("Fine")]))

    assert [link.path for link in found.observations] == ["result[0]", "result[1]"]
    assert found.report is not None
    assert found.report.conclusion == {"en": "Fine"}


def test_medication_request_finds_its_medicine_inside() -> None:
    found = mapped(
        {
            "resourceType": "MedicationRequest",
            "status": "active",
            "contained": [{"resourceType": "Medication", "id": "m", "code": concept("Aspirin")}],
            "medicationReference": {"reference": "#m"},
            "subject": OF_P,
            "authoredOn": "2024-01-05",
            "dosageInstruction": [
                {"text": "1 a day", "patientInstruction": "One in the morning"},
                {"text": "with water"},
            ],
            "reasonCode": [concept("Pain", "2")],
        }
    )

    assert (found.kind, found.title.text, found.status) == (RecordKind.MEDICINE, {"en": "Aspirin"}, "active")
    assert found.medication is not None
    assert found.medication.dosage == {"en": "One in the morning\nwith water"}
    assert found.medication.reason == Coded(text={"en": "Pain"}, system="s", code="2")


@pytest.mark.parametrize(
    ("resource", "kind", "title", "date"),
    [
        ({"resourceType": "Immunization", "vaccineCode": concept("Flu"), "patient": OF_P, "occurrenceDateTime": "2020-10"}, "immunization", "Flu", "2020-10"),
        ({"resourceType": "AllergyIntolerance", "code": concept("Nuts"), "patient": OF_P, "category": ["food"]}, "allergy", "Nuts", ""),
        ({"resourceType": "Procedure", "code": concept("Suture"), "subject": OF_P, "performedPeriod": {"start": "2019"}}, "procedure", "Suture", "2019"),
        ({"resourceType": "ImagingStudy", "modality": [{"code": "DX", "display": "X-ray"}], "subject": OF_P, "started": "2019-01-01"}, "imaging", "X-ray", "2019-01-01"),
        ({"resourceType": "DocumentReference", "content": [{"attachment": {"title": "Letter"}}], "subject": OF_P, "date": "2019"}, "document", "Letter", "2019"),
        ({"resourceType": "CarePlan", "category": [concept("assess-plan"), concept("Diabetes plan")], "subject": OF_P}, "care-plan", "Diabetes plan", ""),
        ({"resourceType": "Goal", "description": {"text": "Walk"}, "subject": OF_P, "startDate": "2022-01"}, "goal", "Walk", "2022-01"),
        ({"resourceType": "CareTeam", "name": "Heart team", "subject": OF_P, "period": {"start": "2021"}}, "care-team", "Heart team", "2021"),
        ({"resourceType": "ServiceRequest", "code": concept("See a cardiologist"), "subject": OF_P, "authoredOn": "2021"}, "referral", "See a cardiologist", "2021"),
    ],
)  # fmt: skip
def test_the_other_kinds(resource: dict[str, Any], kind: str, title: str, date: str) -> None:
    found = mapped(resource)

    assert (found.kind.value, found.title.text["en"], found.date) == (kind, title, date)
    assert found.patient.to is not None
    assert found.patient.to.reference == OF_P["reference"]


@pytest.mark.parametrize(
    ("resource", "path"),
    [
        (observation(status=4), "$.status"),
        (observation(code="x"), "$.code"),
        (observation(subject="Patient/1"), "$.subject"),
        (observation(effectiveDateTime="yesterday"), "$.effectiveDateTime"),
        (observation(effectiveDateTime="2024-01-01T10:00:00"), "$.effectiveDateTime"),
        (observation(component=[{"code": {"coding": {}}}]), "$.component[0].code.coding"),
        (patient(birthDate=1980), "$.birthDate"),
        (patient(name={}), "$.name"),
        (encounter(period=[]), "$.period"),
    ],
)
def test_a_wrong_type_is_refused_with_its_path(resource: dict[str, Any], path: str) -> None:
    with pytest.raises(msgspec.ValidationError) as refusal:
        MAPPERS[resource["resourceType"]](json.dumps(resource).encode(), "en")

    assert str(refusal.value).endswith(f"at `{path}`")


def test_a_translated_code_is_read_in_the_resources_language() -> None:
    code = {"coding": [{"system": LOINC, "code": "2345-7", "display": "Глюкоза"}]}

    assert mapped(observation(language="ru-RU", code=code)).title.text == {"ru": "Глюкоза"}
    assert mapped(observation(code=code), "kk").title.text == {"kk": "Глюкоза"}
