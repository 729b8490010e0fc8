"""Appointments (FHIR R4). The truth of a future visit is wall time and zone; the instants are derived from them."""

from datetime import datetime
from enum import StrEnum

import pymongo
from beanie import Document
from pydantic import Field

from polyclinic.access.model import DataClass
from polyclinic.kit.ids import new_id
from polyclinic.kit.locale import LocalizedText


class AppointmentStatus(StrEnum):
    """FHIR R4 AppointmentStatus."""

    PROPOSED = "proposed"
    PENDING = "pending"
    BOOKED = "booked"
    ARRIVED = "arrived"
    FULFILLED = "fulfilled"
    CANCELLED = "cancelled"
    NOSHOW = "noshow"
    ENTERED_IN_ERROR = "entered-in-error"
    CHECKED_IN = "checked-in"
    WAITLIST = "waitlist"


LIVE = (AppointmentStatus.PENDING, AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED, AppointmentStatus.CHECKED_IN)
"""Statuses of a visit that is still going to happen."""


class Appointment(Document):
    """A visit. `wall_start` is local ISO time without offset in `zone`; `start` and `end` follow from it under `tzdata`."""

    id: str = Field(default_factory=new_id)  # type: ignore[assignment]
    v: int = 1
    patient_id: str
    clinic_id: str
    practitioner_id: str
    room_id: str | None = None
    status: AppointmentStatus
    wall_start: str
    minutes: int = Field(ge=5, multiple_of=5)
    zone: str
    start: datetime
    end: datetime
    tzdata: str
    reason: LocalizedText = Field(default_factory=dict)
    specialty: LocalizedText = Field(default_factory=dict)
    data_class: DataClass = DataClass.GENERAL
    visible_from: datetime

    class Settings:
        """The next visit of a patient is one index look-up."""

        name = "appointments"
        indexes = (
            pymongo.IndexModel([("patient_id", 1), ("status", 1), ("start", 1)], name="patient"),
            pymongo.IndexModel([("clinic_id", 1), ("start", 1)], name="clinic"),
        )


DOCUMENTS = (Appointment,)
