"""Choose the language we write in."""

from typing import Annotated

import strawberry

from polyclinic.kit.errors import IdempotencyMismatchError
from polyclinic.kit.locale import Locale
from polyclinic.people.read import account_row
from polyclinic.people.set_locale import set_locale as use_case
from polyclinic_schema.context import Info
from polyclinic_schema.types.problem import IdempotencyMismatchProblem, problem_of
from polyclinic_schema.types.viewer import Viewer


@strawberry.input(description="The language for messages and for names.")
class SetLocaleInput:
    locale: Locale
    idempotency_key: strawberry.ID


@strawberry.type(description="The language is kept.")
class LocaleSet:
    viewer: Viewer


SetLocaleResult = Annotated[LocaleSet | IdempotencyMismatchProblem, strawberry.union("SetLocaleResult")]


async def set_locale(info: Info, input: SetLocaleInput) -> SetLocaleResult:  # noqa: A002
    """Keep the language on the account."""
    viewer = await info.context.viewer()
    try:
        await use_case(viewer, input.locale, idempotency_key=input.idempotency_key)
    except IdempotencyMismatchError as refused:
        return problem_of(refused)
    return LocaleSet(viewer=Viewer.of(await account_row(viewer)))
