"""Issue one-time activation codes, with which people claim the records that a clinic brought in."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from pymongo.asynchronous.client_session import AsyncClientSession

from polyclinic.access.scope import Scope
from polyclinic.kit import clock
from polyclinic.kit.ids import new_id
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.seal import blind_index
from polyclinic.people.activation import new_code, normalise_code
from polyclinic.people.model import ActivationCode

VALID_DAYS = 90


class IssuedCode(NamedTuple):
    """A code to hand out, once: only `row`, which holds its keyed hash, is kept."""

    code: str
    row: dict[str, Any]


def new_activation_code(keys: HouseKeys, patient_id: str, *, import_id: str | None = None) -> IssuedCode:
    """Make a code for a patient, valid 90 days from now. It works once its row is stored."""
    now, code = clock.now(), new_code()
    row = {
        "_id": new_id(),
        "v": 1,
        "code_hash": blind_index(keys.index, "activation", normalise_code(code)),
        "patient_id": patient_id,
        "import_id": import_id,
        "created_at": now,
        "expires_at": now + timedelta(days=VALID_DAYS),
        "used_at": None,
        "used_by": None,
    }
    return IssuedCode(code, row)


async def issue_activation_code(scope: Scope, keys: HouseKeys) -> str:
    """Issue a code for the patient of the scope and return it: the only time anybody sees it."""
    issued = new_activation_code(keys, scope.patient_id)
    await store_codes([scope], [issued])
    return issued.code


async def store_codes(
    scopes: Sequence[Scope], issued: Sequence[IssuedCode], *, session: AsyncClientSession | None = None
) -> None:
    """Store codes for the patients of the scopes; raise ValueError for a patient without one."""
    if {code.row["patient_id"] for code in issued} - {scope.patient_id for scope in scopes}:
        raise ValueError("A code needs a Scope on its patient.")
    if issued:
        await ActivationCode.get_pymongo_collection().insert_many([code.row for code in issued], session=session)
