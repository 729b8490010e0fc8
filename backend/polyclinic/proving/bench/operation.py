"""The measured operation: a patient's dashboard, one document for everybody."""

import hashlib

NAME = "Dashboard"

DASHBOARD = (
    "query Dashboard($id: ID!) { patient(id: $id) { id birthDate name { given family } "
    "upcomingAppointments(first: 5) { edges { node { id status start end reason { display } "
    "clinician { id name { given family } specialty { display } } "
    "clinic { id name { display } address city } } } } "
    "observations(last: 10) { edges { node { id status date code { display } "
    "value { ... on QuantityValue { value unit } } } } } "
    "referrals(first: 20, status: ACTIVE) { edges { node { id status priority date title { display code } } } } } }"
)

DOCUMENT_ID = hashlib.sha256(DASHBOARD.encode()).hexdigest()


def allow_list() -> dict[str, dict[str, str | None]]:
    """Return the operation as an allow-list entry (the form of `documents.json`)."""
    return {DOCUMENT_ID: {"name": NAME, "text": DASHBOARD, "shipped": "2026-11-23", "retire": None}}


def by_document(patient_id: str) -> dict[str, object]:
    """Return the request of a phone: a trusted document and its variables."""
    return {"documentId": DOCUMENT_ID, "variables": {"id": patient_id}}


def by_text(patient_id: str) -> dict[str, object]:
    """Return the request of an ordinary GraphQL client: text, name and variables."""
    return {"query": DASHBOARD, "operationName": NAME, "variables": {"id": patient_id}}
