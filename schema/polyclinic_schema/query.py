"""What can be asked."""

import strawberry

from polyclinic.access.scope import scope_for
from polyclinic.kit.errors import NotFoundError
from polyclinic.people.read import account_row, patient_row
from polyclinic_schema.context import Info
from polyclinic_schema.types.patient import Patient
from polyclinic_schema.types.viewer import Viewer


@strawberry.type(description="What can be asked.")
class Query:
    @strawberry.field(description="The signed-in person.")
    async def viewer(self, info: Info) -> Viewer:
        return Viewer.of(await account_row(await info.context.viewer()))

    @strawberry.field(
        description="A patient the viewer may see; null for anyone else and for an id that does not exist."
    )
    async def patient(self, info: Info, id: strawberry.ID) -> Patient | None:  # noqa: A002 - GraphQL's word
        try:
            scope = await scope_for(await info.context.viewer(), id, action="Query.patient")
            row = await patient_row(scope, shown=await info.context.shown())
        except NotFoundError:
            return None
        return Patient.of(row, info.context.locale, scope)
