"""FHIR CareTeam -> the people who look after a patient."""

import msgspec

from polyclinic.interop.fhir import dates, texts
from polyclinic.interop.fhir.projection import Link, RecordProjection, links
from polyclinic.interop.fhir.types import CodeableConcept, Fhir, Period, Reference, Resource
from polyclinic.records.model import RecordKind


class Participant(Fhir):
    """A member of the team."""

    role: tuple[CodeableConcept, ...] = ()
    member: Reference | None = None


class CareTeam(Resource):
    """The parts of a FHIR CareTeam that we project."""

    status: str | None = None
    category: tuple[CodeableConcept, ...] = ()
    name: str | None = None
    subject: Reference | None = None
    encounter: Reference | None = None
    period: Period | None = None
    participant: tuple[Participant, ...] = ()
    managing_organization: tuple[Reference | None, ...] = ()


_DECODER = msgspec.json.Decoder(CareTeam)


def care_team(content: bytes, language: str) -> RecordProjection:
    """Map a FHIR CareTeam."""
    found = _DECODER.decode(content)
    language = found.language or language
    date, at = dates.first_dated([("period", found.period)])
    roles = [texts.concept_words(role, language) for row in found.participant for role in row.role]
    members = [Link(f"participant[{index}].member", row.member) for index, row in enumerate(found.participant)]
    return RecordProjection(
        kind=RecordKind.CARE_TEAM,
        date=date,
        at=at,
        title=texts.titled(language, CodeableConcept(text=found.name), *found.category, otherwise="Care team"),
        patient=Link("subject", found.subject),
        status=found.status,
        detail=texts.joined(roles),
        encounter=Link("encounter", found.encounter),
        practitioners=members,
        clinics=[*links("managingOrganization", found.managing_organization), *members],
    )
