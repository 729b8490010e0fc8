"""Which FHIR types are projected, by which mapper, into which collection. Every other type is read, counted and skipped."""

from polyclinic.clinics.model import Clinic
from polyclinic.clinics.model import Practitioner as Clinician
from polyclinic.interop.fhir.projection import Mapper
from polyclinic.interop.mapping.allergy_intolerance import allergy_intolerance
from polyclinic.interop.mapping.care_plan import care_plan
from polyclinic.interop.mapping.care_team import care_team
from polyclinic.interop.mapping.condition import condition
from polyclinic.interop.mapping.diagnostic_report import diagnostic_report
from polyclinic.interop.mapping.document_reference import document_reference
from polyclinic.interop.mapping.encounter import encounter
from polyclinic.interop.mapping.goal import goal
from polyclinic.interop.mapping.imaging_study import imaging_study
from polyclinic.interop.mapping.immunization import immunization
from polyclinic.interop.mapping.medication_request import medication_request
from polyclinic.interop.mapping.observation import observation
from polyclinic.interop.mapping.organization import organization
from polyclinic.interop.mapping.patient import patient
from polyclinic.interop.mapping.practitioner import practitioner
from polyclinic.interop.mapping.procedure import procedure
from polyclinic.interop.mapping.service_request import service_request
from polyclinic.people.model import Patient
from polyclinic.records.model import Record

MAPPERS: dict[str, Mapper] = {
    "Organization": organization,
    "Practitioner": practitioner,
    "Patient": patient,
    "Encounter": encounter,
    "Condition": condition,
    "Observation": observation,
    "DiagnosticReport": diagnostic_report,
    "MedicationRequest": medication_request,
    "Immunization": immunization,
    "AllergyIntolerance": allergy_intolerance,
    "Procedure": procedure,
    "ImagingStudy": imaging_study,
    "DocumentReference": document_reference,
    "CareTeam": care_team,
    "Goal": goal,
    "CarePlan": care_plan,
    "ServiceRequest": service_request,
}

Stored = type[Patient] | type[Clinician] | type[Clinic] | type[Record]

_OWN: dict[str, Stored] = {"Patient": Patient, "Practitioner": Clinician, "Organization": Clinic}

DOCUMENTS: tuple[Stored, ...] = (Patient, Clinician, Clinic, Record)
"""Every collection that holds imported documents."""


def document_for(resource_type: str) -> Stored:
    """Return the model that a supported type is stored as."""
    return _OWN.get(resource_type, Record)
