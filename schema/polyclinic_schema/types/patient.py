"""A patient and everything a viewer may read of them. Every field works within the one Scope the patient was opened with."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

import strawberry

from polyclinic.access.scope import Scope
from polyclinic.booking.read import upcoming
from polyclinic.records import read
from polyclinic.records.model import RecordKind
from polyclinic_schema.context import Info
from polyclinic_schema.types.appointment import Appointment
from polyclinic_schema.types.coded import HumanName
from polyclinic_schema.types.connection import Connection
from polyclinic_schema.types.lists import Allergy, Condition, Immunization, Medicine
from polyclinic_schema.types.result import Result
from polyclinic_schema.types.timeline import TimelineEntry


@strawberry.type(description="What the home page shows: active medicines and allergies, at most 20 each.")
class Dashboard:
    next_appointment: Appointment | None
    newest_result: Result | None
    medicines: list[Medicine]
    allergies: list[Allergy]


@strawberry.type(
    description="A person who receives care (FHIR R4 Patient). Lists are newest first, `first` is 1 to 100."
)
class Patient:
    id: strawberry.ID
    name: HumanName
    birth_date: str | None
    gender: str | None
    country: str | None
    home_zone: str
    languages: list[str]
    deceased: bool
    deceased_at: datetime | None
    scope: strawberry.Private[Scope]

    @strawberry.field(description="Next visit, newest result, medicines and allergies.")
    async def dashboard(self, info: Info) -> Dashboard:
        locale, shown = info.context.locale, await info.context.shown()
        visits, home = await asyncio.gather(upcoming(self.scope, shown=shown), read.home(self.scope, shown))
        return Dashboard(
            # A person recorded as dead has no visit ahead, whatever the calendar still says.
            next_appointment=Appointment.of(visits[0], locale) if visits and not self.deceased else None,
            newest_result=Result.of(home["newest_result"], locale, self.scope) if home["newest_result"] else None,
            medicines=[Medicine.of(row, locale) for row in home["medicines"]],
            allergies=[Allergy.of(row, locale) for row in home["allergies"]],
        )

    @strawberry.field(description="Everything in the record, newest first.")
    async def timeline(
        self, info: Info, first: int = 20, after: str | None = None, kinds: list[RecordKind] | None = None
    ) -> Connection[TimelineEntry]:
        page = await read.timeline(self.scope, await info.context.shown(), first=first, after=after, kinds=kinds)
        return Connection[TimelineEntry].of(page, TimelineEntry.of, info.context.locale)

    @strawberry.field(description="Reports and measurements, newest first.")
    async def results(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Result]:
        page = await read.results(self.scope, await info.context.shown(), first=first, after=after)
        return Connection[Result].of(page, lambda row, locale: Result.of(row, locale, self.scope), info.context.locale)

    @strawberry.field(description="One result; null when there is none of that id.")
    async def result(self, info: Info, id: strawberry.ID) -> Result | None:  # noqa: A002 - GraphQL's word
        row = await read.result(self.scope, await info.context.shown(), id)
        return Result.of(row, info.context.locale, self.scope) if row else None

    @strawberry.field(description="Diagnoses and problems.")
    async def conditions(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Condition]:
        page = await read.listed(self.scope, await info.context.shown(), RecordKind.CONDITION, first=first, after=after)
        return Connection[Condition].of(page, Condition.of, info.context.locale)

    @strawberry.field(description="Prescriptions; `active: true` leaves out those that ended.")
    async def medicines(
        self, info: Info, first: int = 20, after: str | None = None, active: bool = False
    ) -> Connection[Medicine]:
        status = "active" if active else None
        page = await read.listed(
            self.scope, await info.context.shown(), RecordKind.MEDICINE, first=first, after=after, status=status
        )
        return Connection[Medicine].of(page, Medicine.of, info.context.locale)

    @strawberry.field(description="Allergies and intolerances.")
    async def allergies(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Allergy]:
        page = await read.listed(self.scope, await info.context.shown(), RecordKind.ALLERGY, first=first, after=after)
        return Connection[Allergy].of(page, Allergy.of, info.context.locale)

    @strawberry.field(description="Vaccinations.")
    async def immunizations(self, info: Info, first: int = 20, after: str | None = None) -> Connection[Immunization]:
        page = await read.listed(
            self.scope, await info.context.shown(), RecordKind.IMMUNIZATION, first=first, after=after
        )
        return Connection[Immunization].of(page, Immunization.of, info.context.locale)

    @classmethod
    def of(cls, row: Mapping[str, Any], locale: str, scope: Scope) -> Self:
        """Make it from the patient's row and the Scope that opened it."""
        return cls(
            id=strawberry.ID(scope.patient_id),
            name=HumanName.of(row["names"], locale),
            birth_date=row.get("birth_date"),
            gender=row.get("gender"),
            country=row.get("country"),
            home_zone=row.get("home_zone") or "UTC",
            languages=list(row.get("languages", ())),
            deceased=bool(row.get("deceased")),
            deceased_at=row.get("deceased_at"),
            scope=scope,
        )
