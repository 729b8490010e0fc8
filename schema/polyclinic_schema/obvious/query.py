"""The obvious resolvers: a Beanie query per list, whole documents, one field after another."""

from typing import Self

import strawberry

from polyclinic.booking.model import LIVE
from polyclinic.booking.model import Appointment as Visit
from polyclinic.kit import clock
from polyclinic.people import model as people
from polyclinic.records.model import Record, RecordKind
from polyclinic_schema.obvious.context import Info
from polyclinic_schema.obvious.types import (
    MEASURED,
    Appointment,
    Connection,
    HumanName,
    Observation,
    Referral,
    ReferralStatus,
)


@strawberry.type(description="A patient.")
class Patient:
    id: strawberry.ID
    birth_date: str | None
    name: HumanName

    @strawberry.field(description="Visits still ahead, the soonest first.")
    async def upcoming_appointments(self, info: Info, first: int = 20) -> Connection[Appointment]:
        # no Scope: the benchmark's own database, after the ownership check of `Query.patient`
        found = Visit.find({"patient_id": self.id, "status": {"$in": list(LIVE)}, "end": {"$gt": clock.now()}})
        rows = await found.sort("start").limit(first).to_list()
        return Connection.of(Appointment.of(row, info.context.locale) for row in rows)

    @strawberry.field(description="The newest measurements.")
    async def observations(self, info: Info, last: int = 20) -> Connection[Observation]:
        # no Scope: the benchmark's own database, after the ownership check of `Query.patient`
        found = Record.find({"patient_id": self.id, "kind": {"$in": list(MEASURED)}})
        rows = await found.sort("-at").limit(last).to_list()
        return Connection.of(Observation.of(row, info.context.locale) for row in rows)

    @strawberry.field(description="Referrals of one status, the newest first.")
    async def referrals(self, info: Info, status: ReferralStatus, first: int = 20) -> Connection[Referral]:
        # no Scope: the benchmark's own database, after the ownership check of `Query.patient`
        found = Record.find({"patient_id": self.id, "kind": RecordKind.REFERRAL, "status": status.value})
        rows = await found.sort("-at").limit(first).to_list()
        return Connection.of(Referral.of(row, info.context.locale) for row in rows)

    @classmethod
    def of(cls, row: people.Patient) -> Self:
        """Make it from its document."""
        return cls(id=strawberry.ID(row.id), birth_date=row.birth_date, name=HumanName.of(row.names[0]))


@strawberry.type(description="What can be asked.")
class Query:
    @strawberry.field(description="A patient the viewer owns a grant on.")
    async def patient(self, info: Info, id: strawberry.ID) -> Patient | None:  # noqa: A002 - GraphQL's word
        if not await info.context.owns(id):
            return None
        row = await people.Patient.get(id)  # no Scope: the benchmark's own database, after the ownership check
        return Patient.of(row) if row else None
