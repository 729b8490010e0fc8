"""A visit ahead."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

import strawberry

from polyclinic.booking.model import AppointmentStatus
from polyclinic_schema.types.clinic import Clinic, Clinician
from polyclinic_schema.types.coded import CodedText

strawberry.enum(AppointmentStatus, description="FHIR R4 AppointmentStatus.")


@strawberry.type(
    description="A visit. `localStart` is what the clinic's clock shows, in the IANA `zone`; `start` and `end` are instants."
)
class Appointment:
    id: strawberry.ID
    status: AppointmentStatus
    start: datetime
    end: datetime
    local_start: str
    zone: str
    reason: CodedText | None
    clinician: Clinician | None
    clinic: Clinic | None

    @classmethod
    def of(cls, row: Mapping[str, Any], locale: str) -> Self:
        """Make it from a booking row with names."""
        return cls(
            id=strawberry.ID(row["_id"]),
            status=AppointmentStatus(row["status"]),
            start=row["start"],
            end=row["end"],
            local_start=row["wall_start"],
            zone=row["zone"],
            reason=CodedText.words(row.get("reason"), locale),
            clinician=Clinician.of(row.get("clinician"), locale),
            clinic=Clinic.of(row.get("clinic"), locale),
        )
