"""What the right answer to the measured operation is, computed from the data set itself and not by any server."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from polyclinic.booking.model import AppointmentStatus
from polyclinic.kit.mongo import Row
from polyclinic.proving.bench.dataset import DataSet
from polyclinic.records.model import RecordKind

Answer = dict[str, Any]
UPCOMING, LAST = 5, 10


def expected_answers(data: DataSet) -> list[Answer]:
    """Return the `data` of the answer for each patient, in the order of the patients, for a reader of English."""
    visits, records = _by_patient(data.rows["appointments"]), _by_patient(data.rows["records"])
    clinicians = {row["_id"]: _clinician(row) for row in data.rows["practitioners"]}
    clinics = {row["_id"]: _clinic(row) for row in data.rows["clinics"]}
    return [
        {
            "patient": {
                "id": row["_id"],
                "birthDate": row["birth_date"],
                "name": _name(row),
                "upcomingAppointments": _listed(
                    _visit(found, clinicians, clinics) for found in _upcoming(visits[row["_id"]])
                ),
                "observations": _listed(_observation(found) for found in _newest(records[row["_id"]])[:LAST]),
                "referrals": _listed(_referral(found) for found in _active(records[row["_id"]])),
            }
        }
        for row in data.rows["patients"]
    ]


def _by_patient(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["patient_id"], []).append(row)
    return found


def _upcoming(rows: list[Row]) -> list[Row]:
    booked = [row for row in rows if row["status"] == AppointmentStatus.BOOKED]
    return sorted(booked, key=lambda row: row["start"])[:UPCOMING]


def _newest(rows: list[Row]) -> list[Row]:
    measured = [row for row in rows if row["kind"] != RecordKind.REFERRAL]
    return sorted(measured, key=lambda row: row["at"], reverse=True)


def _active(rows: list[Row]) -> list[Row]:
    referrals = [row for row in rows if row["kind"] == RecordKind.REFERRAL and row["status"] == "active"]
    return sorted(referrals, key=lambda row: row["at"], reverse=True)


def _listed(nodes: Any) -> Answer:
    return {"edges": [{"node": node} for node in nodes]}


def _name(row: Row) -> Answer:
    return {"given": row["names"][0]["given"], "family": row["names"][0]["family"]}


def _clinician(row: Row) -> Answer:
    return {"id": row["_id"], "name": _name(row), "specialty": {"display": row["specialty"]["en"]}}


def _clinic(row: Row) -> Answer:
    name, address, city = row["name"]["en"], row["address"]["en"], row["city"]["en"]
    return {"id": row["_id"], "name": {"display": name}, "address": address, "city": city}


def _visit(row: Row, clinicians: Mapping[str, Answer], clinics: Mapping[str, Answer]) -> Answer:
    return {
        "id": row["_id"],
        "status": row["status"].upper(),
        "start": _instant(row["start"]),
        "end": _instant(row["end"]),
        "reason": {"display": row["reason"]["en"]},
        "clinician": clinicians[row["practitioner_id"]],
        "clinic": clinics[row["clinic_id"]],
    }


def _observation(row: Row) -> Answer:
    quantity = row["observed"]["quantity"]
    return {
        "id": row["_id"],
        "status": row["status"],
        "date": row["date"],
        "code": {"display": row["title"]["text"]["en"]},
        "value": {"value": quantity["value"], "unit": quantity["unit"]},
    }


def _referral(row: Row) -> Answer:
    return {
        "id": row["_id"],
        "status": row["status"].upper(),
        "priority": row["priority"].upper(),
        "date": row["date"],
        "title": {"display": row["title"]["text"]["en"], "code": row["title"]["code"]},
    }


def _instant(at: datetime) -> str:
    return at.isoformat()
