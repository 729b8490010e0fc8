"""The types of the dashboard, each made from a Beanie document; relations are resolved field by field."""

from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from typing import Generic, Self, TypeVar

import strawberry

from polyclinic.booking import model as booking
from polyclinic.clinics import model as clinics
from polyclinic.kit.locale import Locale, LocalizedText, pick
from polyclinic.people import model as people
from polyclinic.records import model as records
from polyclinic_schema.obvious.context import Info

Node = TypeVar("Node")
MEASURED = (records.RecordKind.VITAL, records.RecordKind.RESULT)


@strawberry.enum(description="Where a referral stands.")
class ReferralStatus(Enum):
    ACTIVE = "active"
    COMPLETED = "completed"


@strawberry.enum(description="How soon a referral is wanted.")
class ReferralPriority(Enum):
    ROUTINE = "routine"
    URGENT = "urgent"


strawberry.enum(booking.AppointmentStatus, description="FHIR R4 AppointmentStatus.")


@strawberry.type(description="One entry of a list.")
class Edge(Generic[Node]):
    node: Node


@strawberry.type(description="A list.")
class Connection(Generic[Node]):
    edges: list[Edge[Node]]

    @classmethod
    def of(cls, nodes: Iterable[Node]) -> Self:
        """Make it from nodes."""
        return cls(edges=[Edge(node=node) for node in nodes])


@strawberry.type(description="A person's name.")
class HumanName:
    given: list[str]
    family: str | None

    @classmethod
    def of(cls, name: people.HumanName | clinics.PersonName) -> Self:
        """Make it from the first of a person's names."""
        return cls(given=name.given, family=name.family)


@strawberry.type(description="A coded thing in words.")
class CodedText:
    display: str
    code: str | None

    @classmethod
    def of(cls, text: LocalizedText, locale: Locale, code: str | None = None) -> Self:
        """Make it from words by language."""
        return cls(display=pick(text, locale)[0], code=code)


@strawberry.type(description="A clinician.")
class Clinician:
    id: strawberry.ID
    name: HumanName
    specialty: CodedText

    @classmethod
    def of(cls, row: clinics.Practitioner, locale: Locale) -> Self:
        """Make it from its document."""
        name = HumanName.of(row.names[0])
        return cls(id=strawberry.ID(row.id), name=name, specialty=CodedText.of(row.specialty, locale))


@strawberry.type(description="A clinic.")
class Clinic:
    id: strawberry.ID
    name: CodedText
    address: str
    city: str

    @classmethod
    def of(cls, row: clinics.Clinic, locale: Locale) -> Self:
        """Make it from its document."""
        return cls(
            id=strawberry.ID(row.id),
            name=CodedText.of(row.name, locale),
            address=pick(row.address, locale)[0],
            city=pick(row.city, locale)[0],
        )


@strawberry.type(description="A visit.")
class Appointment:
    id: strawberry.ID
    status: booking.AppointmentStatus
    start: datetime
    end: datetime
    reason: CodedText
    clinician_id: strawberry.Private[str]
    clinic_id: strawberry.Private[str]

    @strawberry.field(description="Who is visited.")
    async def clinician(self, info: Info) -> Clinician | None:
        row = await info.context.clinicians.load(self.clinician_id)
        return Clinician.of(row, info.context.locale) if row else None

    @strawberry.field(description="Where.")
    async def clinic(self, info: Info) -> Clinic | None:
        row = await info.context.clinics.load(self.clinic_id)
        return Clinic.of(row, info.context.locale) if row else None

    @classmethod
    def of(cls, row: booking.Appointment, locale: Locale) -> Self:
        """Make it from its document."""
        return cls(
            id=strawberry.ID(row.id),
            status=row.status,
            start=row.start,
            end=row.end,
            reason=CodedText.of(row.reason, locale),
            clinician_id=row.practitioner_id,
            clinic_id=row.clinic_id,
        )


@strawberry.type(description="A number and its unit.")
class QuantityValue:
    value: float
    unit: str | None


@strawberry.type(description="A measurement.")
class Observation:
    id: strawberry.ID
    status: str
    date: str
    code: CodedText
    value: QuantityValue | None

    @classmethod
    def of(cls, row: records.Record, locale: Locale) -> Self:
        """Make it from its document."""
        quantity = row.observed.quantity if row.observed else None
        return cls(
            id=strawberry.ID(row.id),
            status=row.status or "unknown",
            date=row.date,
            code=CodedText.of(row.title.text, locale, row.title.code),
            value=QuantityValue(value=quantity.value, unit=quantity.unit) if quantity else None,
        )


@strawberry.type(description="A referral.")
class Referral:
    id: strawberry.ID
    status: ReferralStatus
    priority: ReferralPriority
    date: str
    title: CodedText

    @classmethod
    def of(cls, row: records.Record, locale: Locale) -> Self:
        """Make it from its document."""
        return cls(
            id=strawberry.ID(row.id),
            status=ReferralStatus(row.status),
            priority=ReferralPriority(row.priority),
            date=row.date,
            title=CodedText.of(row.title.text, locale, row.title.code),
        )
