"""What is known and done about it: conditions, medicines, allergies, immunizations."""

from datetime import date, datetime, time, timedelta

from polyclinic.proving.city.chart import Chart, Visit
from polyclinic.proving.city.fhir import concept, term, to, translated
from polyclinic.proving.city.words import Json, catalog, entry, medicine

_MONTH = 30.44
_FIRST_YEAR = timedelta(days=365)


def condition(chart: Chart, kind: str, *, noted: Visit, onset: str | None = None, ended: date | None = None) -> Json:
    """Add a condition; `onset` is a FHIR date that may be partial (by default the day it was noted)."""
    over = {"abatementDateTime": ended.isoformat()} if ended else {}
    body = {
        "clinicalStatus": term("condition-clinical", "resolved" if ended else "active"),
        "verificationStatus": term("condition-ver-status", "confirmed"),
        "category": [term("condition-category", "encounter-diagnosis" if ended else "problem-list-item")],
        "code": concept(entry("conditions", kind), chart.base),
        "encounter": noted.encounter,
        "onsetDateTime": onset or noted.day.isoformat(),
        **over,
        "recordedDate": chart.moment(noted.wall),
        "recorder": to("Practitioner", noted.who.id),
    }
    return chart.add("Condition", body)


def prescribe(
    chart: Chart,
    kind: str,
    dosage: str,
    at: Visit,
    *,
    reason: str,
    status: str = "active",
    because: str | None = None,
) -> Json:
    """Add a prescription; a stopped one may say `because` of which reaction."""
    why = {"statusReason": concept(entry("reactions", because), chart.base)} if because else {}
    body = {
        "status": status,
        **why,
        "intent": "order",
        "medicationCodeableConcept": concept(medicine(kind), chart.base),
        "encounter": at.encounter,
        "authoredOn": chart.moment(at.wall),
        "requester": to("Practitioner", at.who.id),
        "reasonCode": [concept(entry("conditions", reason), chart.base)],
        "dosageInstruction": [translated("text", entry("dosages", dosage).words, chart.base)],
    }
    return chart.add("MedicationRequest", body)


def allergy(
    chart: Chart, kind: str, reaction: str, *, onset: str, noted: Visit, category: str, criticality: str = "low"
) -> Json:
    """Add an allergy; `onset` is a FHIR date that may be partial."""
    body = {
        "clinicalStatus": term("allergyintolerance-clinical", "active"),
        "verificationStatus": term("allergyintolerance-verification", "confirmed"),
        "type": "allergy",
        "category": [category],
        "criticality": criticality,
        "code": concept(entry("allergies", kind), chart.base),
        "onsetDateTime": onset,
        "recordedDate": chart.moment(noted.wall),
        "recorder": to("Practitioner", noted.who.id),
        "reaction": [{"manifestation": [concept(entry("reactions", reaction), chart.base)]}],
    }
    return chart.add("AllergyIntolerance", body, about="patient")


def vaccinate(chart: Chart, kind: str, day: date, *, dose: int | None = None) -> Json:
    """Add an immunization in the morning of a working day."""
    opens = max(time(9), chart.clinic.staff[0].shifts[0].starts)
    wall = datetime.combine(day, opens) + timedelta(minutes=5 * chart.chance.randint(0, 24))
    number = {"protocolApplied": [{"doseNumberPositiveInt": dose}]} if dose else {}
    body = {
        "status": "completed",
        "vaccineCode": concept(entry("vaccines", kind), chart.base),
        "occurrenceDateTime": chart.moment(wall),
        "primarySource": True,
        "performer": [{"actor": chart.clinic_reference}],
        **number,
    }
    return chart.add("Immunization", body, about="patient")


def childhood_vaccines(chart: Chart) -> None:
    """Add every immunization that the country's schedule asks for up to today, each dose numbered."""
    doses: dict[str, int] = {}
    for kind, months in catalog("vaccine_schedules")["countries"][chart.clinic.country]:
        if kind == "hpv" and chart.person.gender != "female":
            continue
        due = chart.person.born + timedelta(days=round(months * _MONTH) + chart.chance.randint(1, 9))
        if due > chart.today - timedelta(days=2):
            continue
        doses[kind] = doses.get(kind, 0) + 1
        vaccinate(chart, kind, chart.day((chart.today - due).days), dose=doses[kind])


def influenza(chart: Chart, *, years: int) -> None:
    """Add the last autumns' influenza immunizations."""
    for back in range(years):
        day = date(chart.today.year - back, 10, 7 + chart.chance.randint(0, 14))
        if day < chart.today and day > chart.person.born + _FIRST_YEAR:
            vaccinate(chart, "flu", chart.day((chart.today - day).days))
