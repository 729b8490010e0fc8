"""What happens at a clinic: visits, procedures, pictures, referrals, documents, plans."""

import base64
from collections.abc import Sequence
from datetime import datetime, timedelta

from polyclinic.proving.city.chart import Chart, Visit
from polyclinic.proving.city.clinic import Clinician
from polyclinic.proving.city.fhir import concept, term, to
from polyclinic.proving.city.words import Json, entry

_CLASS = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
_DICOM = "http://dicom.nema.org/resources/ontology/DCM"


def visit(
    chart: Chart, kind: str, days_ago: float, *, specialty: str = "gp", reason: str | None = None, minutes: int = 15
) -> Visit:
    """Add a visit on a working day, in the clinician's hours."""
    who = chart.clinic.clinician(specialty)
    wall = chart.clinic.visit(who, chart.day(days_ago), chart.chance.randint(0, 40))
    ends = wall + timedelta(minutes=minutes)
    encounter = chart.add("Encounter", _encounter(chart, kind, (wall, ends), who, reason=reason))
    return Visit(wall=wall, who=who, encounter=encounter)


def hospital_stay(chart: Chart, days_ago: float, *, days: int, reason: str) -> Visit:
    """Add a stay of some days in hospital under the cardiologist."""
    who = chart.clinic.clinician("cardiology")
    wall = datetime.combine(chart.day(days_ago), who.shifts[0].starts)
    body = _encounter(chart, "hospital", (wall, wall + timedelta(days=days, hours=3)), who, reason=reason, act="IMP")
    return Visit(wall=wall, who=who, encounter=chart.add("Encounter", body))


def _encounter(
    chart: Chart, kind: str, period: tuple[datetime, datetime], who: Clinician, *, reason: str | None, act: str = "AMB"
) -> Json:
    because = {"reasonCode": [concept(entry("conditions", reason), chart.base)]} if reason else {}
    return {
        "status": "finished",
        "class": {"system": _CLASS, "code": act},
        "type": [concept(entry("visits", kind), chart.base)],
        "participant": [{"individual": to("Practitioner", who.id)}],
        "period": {"start": chart.moment(period[0]), "end": chart.moment(period[1])},
        "serviceProvider": chart.clinic_reference,
        **because,
    }


def procedure(chart: Chart, kind: str, at: Visit | str) -> Json:
    """Add a procedure done at a visit, or long ago on a FHIR date that may be partial."""
    body: Json = {"status": "completed", "code": concept(entry("procedures", kind), chart.base)}
    if isinstance(at, str):
        return chart.add("Procedure", {**body, "performedDateTime": at})
    done = {
        "performedDateTime": chart.moment(at.wall),
        "performer": [{"actor": to("Practitioner", at.who.id)}],
        "encounter": at.encounter,
    }
    return chart.add("Procedure", {**body, **done})


def picture(chart: Chart, kind: str, conclusion: str, days_ago: float, *, modality: str, asked: Visit) -> Json:
    """Add an imaging study and its report."""
    row, wall = entry("imaging", kind), chart.blood_taken(chart.day(days_ago)) + timedelta(hours=2)
    study = chart.add(
        "ImagingStudy",
        {
            "status": "available",
            "modality": [{"system": _DICOM, "code": modality}],
            "started": chart.moment(wall),
            "procedureCode": [concept(row, chart.base)],
            "referrer": to("Practitioner", asked.who.id),
            "numberOfSeries": 1,
            "numberOfInstances": 2,
        },
    )
    report = {
        "status": "final",
        "category": [term("v2-0074", "RAD")],
        "code": concept(row, chart.base),
        "effectiveDateTime": chart.moment(wall),
        "issued": chart.moment(wall + timedelta(hours=3)),
        "performer": [chart.clinic_reference],
        "imagingStudy": [study],
        "conclusionCode": [concept(entry("conclusions", conclusion), chart.base)],
    }
    return chart.add("DiagnosticReport", report)


def referral(chart: Chart, kind: str, asked: Visit, *, reason: str, done: bool) -> Json:
    """Add a referral to a specialist."""
    body = {
        "status": "completed" if done else "active",
        "intent": "order",
        "priority": "routine",
        "code": concept(entry("referrals", kind), chart.base),
        "encounter": asked.encounter,
        "authoredOn": chart.moment(asked.wall),
        "requester": to("Practitioner", asked.who.id),
        "performer": [chart.clinic_reference],
        "performerType": concept(entry("specialties", kind.removeprefix("to_")), chart.base),
        "reasonCode": [concept(entry("conditions", reason), chart.base)],
    }
    return chart.add("ServiceRequest", body)


def document(chart: Chart, kind: str, text: str, at: Visit, *, days_later: int = 0) -> Json:
    """Add a document whose text is in the language of the record."""
    words = entry("document_texts", text).words[chart.base]
    attachment = {
        "contentType": "text/plain; charset=utf-8",
        "language": chart.base,
        "data": base64.b64encode(words.encode()).decode(),
        "title": entry("documents", kind).words[chart.base],
    }
    body = {
        "status": "current",
        "docStatus": "final",
        "type": concept(entry("documents", kind), chart.base),
        "date": chart.moment(at.wall + timedelta(days=days_later)),
        "author": [to("Practitioner", at.who.id)],
        "custodian": chart.clinic_reference,
        "content": [{"attachment": attachment}],
        "context": {"encounter": [at.encounter]},
    }
    return chart.add("DocumentReference", body)


def goal(chart: Chart, kind: str, since: Visit) -> Json:
    """Add a goal set at a visit."""
    body = {
        "lifecycleStatus": "active",
        "description": concept(entry("plans", kind), chart.base),
        "startDate": since.day.isoformat(),
        "expressedBy": to("Practitioner", since.who.id),
    }
    return chart.add("Goal", body)


def care_plan(
    chart: Chart, kind: str, since: Visit, *, activities: Sequence[str], goals: Sequence[Json], team: Json | None = None
) -> Json:
    """Add a plan of care with its activities."""
    body = {
        "status": "active",
        "intent": "plan",
        "category": [concept(entry("plans", kind), chart.base)],
        "period": {"start": since.day.isoformat()},
        "created": chart.moment(since.wall),
        "author": to("Practitioner", since.who.id),
        "activity": [
            {"detail": {"status": "in-progress", "code": concept(entry("plans", one), chart.base)}}
            for one in activities
        ],
    }
    if goals:
        body["goal"] = list(goals)
    return chart.add("CarePlan", {**body, **({"careTeam": [team]} if team else {})})


def care_team(chart: Chart, kind: str, since: Visit, specialties: Sequence[str]) -> Json:
    """Add the team of clinicians who look after the patient."""
    row = entry("plans", kind)
    members = [
        {
            "role": [concept(entry("specialties", one), chart.base)],
            "member": to("Practitioner", chart.clinic.clinician(one).id),
        }
        for one in specialties
    ]
    body = {
        "status": "active",
        "category": [concept(row, chart.base)],
        "period": {"start": since.day.isoformat()},
        "participant": members,
        "managingOrganization": [chart.clinic_reference],
    }
    return chart.add("CareTeam", body)
