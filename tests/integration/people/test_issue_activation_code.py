"""A code for a record that is there already."""

from datetime import timedelta

import pytest

from polyclinic.access.scope import service_scope
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.mongo import Database
from polyclinic.kit.seal import blind_index
from polyclinic.people.activation import normalise_code
from polyclinic.people.issue_activation_code import issue_activation_code, new_activation_code, store_codes


async def test_only_the_hash_of_a_code_is_kept(database: Database, keys: HouseKeys) -> None:
    code = await issue_activation_code(await service_scope("test", "p1", action="test"), keys)

    row = await database["activation_codes"].find_one({})
    assert row is not None
    assert (row["patient_id"], row["used_at"], row["import_id"]) == ("p1", None, None)
    assert row["code_hash"] == blind_index(keys.index, "activation", normalise_code(code))
    assert row["expires_at"] - row["created_at"] == timedelta(days=90)
    assert code not in repr(row)


async def test_a_code_needs_a_scope_on_its_own_patient(database: Database, keys: HouseKeys) -> None:
    scope = await service_scope("test", "p1", action="test")

    with pytest.raises(ValueError, match="Scope on its patient"):
        await store_codes([scope], [new_activation_code(keys, "p2")])

    assert await database["activation_codes"].count_documents({}) == 0
