"""Measurements and referrals of one patient."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from polyclinic.access.model import DataClass
from polyclinic.kit.mongo import Row
from polyclinic.proving.bench.rows.catalog import ANALYTES, REFERRALS, Analyte
from polyclinic.proving.bench.rows.origin import origin
from polyclinic.records.model import Interpretation, RecordKind

OBSERVATIONS = 20
APART, SPREAD = 9, 8
"""Days: measurement k lies k x 9 + 0-8 days back, so that no two of a patient share a day."""
LOINC = "http://loinc.org"
CODES = "urn:polyclinic:bench"


def observation_rows(ids: Iterator[str], patient_id: str, now: datetime, chance: Random) -> Iterator[Row]:
    """Return twenty measurements, six kinds in turn, the newest first."""
    for k in range(OBSERVATIONS):
        at = now - timedelta(days=k * APART + chance.randint(0, SPREAD), minutes=30)
        yield _observation(next(ids), patient_id, ANALYTES[k % len(ANALYTES)], at, chance)


def referral_rows(ids: Iterator[str], patient_id: str, now: datetime, chance: Random) -> Iterator[Row]:
    """Return three referrals: two active, the oldest completed."""
    for k, referred in enumerate(REFERRALS):
        at = now - timedelta(days=k * 30 + chance.randint(1, 20))
        title = {"text": dict(referred.text), "system": CODES, "code": referred.code}
        status = "active" if k < len(REFERRALS) - 1 else "completed"
        row = _record(next(ids), patient_id, RecordKind.REFERRAL, title, at)
        yield {**row, "status": status, "priority": referred.priority}


def _observation(record_id: str, patient_id: str, analyte: Analyte, at: datetime, chance: Random) -> Row:
    title = {"text": dict(analyte.text), "system": LOINC, "code": analyte.code}
    value = round(chance.uniform(analyte.low, analyte.high), analyte.decimals)
    text = f"{value:.{analyte.decimals}f}"
    observed = {
        "code": title,
        "quantity": {"value": value, "text": text, "comparator": None, "unit": analyte.unit, "code": analyte.unit},
        "coded": None,
        "words": {},
        "range": None,
        "interpretation": Interpretation.UNKNOWN.value,
        "components": [],
    }
    row = _record(record_id, patient_id, analyte.kind, title, at)
    return {**row, "status": "final", "observed": observed}


def _record(record_id: str, patient_id: str, kind: RecordKind, title: Row, at: datetime) -> Row:
    return {
        "_id": record_id,
        "v": 1,
        "patient_id": patient_id,
        "kind": kind.value,
        "data_class": DataClass.GENERAL.value,
        "visible_from": at,
        "at": at,
        "date": at.date().isoformat(),
        "title": title,
        "status": None,
        "priority": None,
        "detail": {},
        "practitioner_id": None,
        "clinic_id": None,
        "encounter_id": None,
        "in_report": False,
        "observed": None,
        "report": None,
        "medication": None,
        "course": None,
        **origin("ServiceRequest" if kind is RecordKind.REFERRAL else "Observation", record_id),
    }
