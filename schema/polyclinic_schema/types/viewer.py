"""The signed-in person and the people they may act for."""

from collections.abc import Mapping
from typing import Any, Self

import strawberry

from polyclinic.access.model import Relation
from polyclinic.kit.locale import Locale
from polyclinic.people.read import mask_phone, people_of
from polyclinic_schema.context import Info
from polyclinic_schema.types.coded import HumanName

Row = Mapping[str, Any]

strawberry.enum(Relation, description="What the patient is to the viewer.")
strawberry.enum(Locale, description="The languages of the product.")


@strawberry.type(description="A patient the viewer may open.")
class Person:
    patient_id: strawberry.ID
    name: HumanName
    relation: Relation
    birth_date: str | None
    deceased: bool

    @classmethod
    def of(cls, row: Row, locale: str) -> Self:
        """Make it from a row of `people.read.people_of`."""
        return cls(
            patient_id=strawberry.ID(row["patient_id"]),
            name=HumanName.of(row["names"], locale),
            relation=Relation(row["relation"]),
            birth_date=row["birth_date"],
            deceased=row["deceased"],
        )


@strawberry.type(description="The signed-in person. `phone` is masked.")
class Viewer:
    id: strawberry.ID
    phone: str
    locale: Locale

    @strawberry.field(description="Whose records the viewer may open; their own first.")
    async def people(self, info: Info) -> list[Person]:
        rows = await people_of(await info.context.viewer(), shown=await info.context.shown())
        return [Person.of(row, info.context.locale) for row in rows]

    @classmethod
    def of(cls, row: Row) -> Self:
        """Make it from an account row."""
        return cls(id=strawberry.ID(row["_id"]), phone=mask_phone(row["phone"]), locale=Locale(row["locale"]))
