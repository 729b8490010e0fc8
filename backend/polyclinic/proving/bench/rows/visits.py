"""Visits of a quarter of an hour: five ahead, a week apart, and three behind."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from importlib import metadata
from random import Random
from zoneinfo import ZoneInfo

from polyclinic.access.model import DataClass
from polyclinic.booking.model import AppointmentStatus
from polyclinic.kit.mongo import Row
from polyclinic.proving.bench.rows.catalog import REASONS
from polyclinic.proving.bench.rows.places import ZONE

AHEAD = (7, 14, 21, 28, 35)
BEHIND = (-20, -40, -60)
"""Days from now."""
OPENS = 6
"""Hour (UTC) from which visits are laid out: nine in the morning in Moscow."""
LATEST = 450
"""Minutes after that, in steps of 15."""
MINUTES = 15
_KNOWN = timedelta(days=90)
_TZDATA = metadata.version("tzdata")


def visit_rows(
    ids: Iterator[str], patient_id: str, roles: Sequence[Row], now: datetime, chance: Random
) -> Iterator[Row]:
    """Return eight visits with clinicians drawn at random, each at the clinic where the clinician works."""
    morning = now.replace(hour=OPENS, minute=0)
    for days in (*AHEAD, *BEHIND):
        start = morning + timedelta(days=days, minutes=chance.randrange(0, LATEST + 1, MINUTES))
        row = _visit(next(ids), patient_id, chance.choice(roles), start)
        status = AppointmentStatus.BOOKED if days > 0 else AppointmentStatus.FULFILLED
        yield {**row, "status": status.value, "reason": dict(chance.choice(REASONS))}


def _visit(visit_id: str, patient_id: str, role: Row, start: datetime) -> Row:
    return {
        "_id": visit_id,
        "v": 1,
        "patient_id": patient_id,
        "clinic_id": role["clinic_id"],
        "practitioner_id": role["practitioner_id"],
        "room_id": None,
        "wall_start": start.astimezone(ZoneInfo(ZONE)).strftime("%Y-%m-%dT%H:%M"),
        "minutes": MINUTES,
        "zone": ZONE,
        "start": start,
        "end": start + timedelta(minutes=MINUTES),
        "tzdata": _TZDATA,
        "specialty": dict(role["specialty"]),
        "data_class": DataClass.GENERAL.value,
        "visible_from": start - _KNOWN,
    }
