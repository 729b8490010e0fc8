"""Activation codes of an import."""

import json
from pathlib import Path

from fhir_samples import bundle, observation, patient, written
from integration.interop.bringing import brought
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.mongo import Database
from polyclinic.kit.seal import blind_index
from polyclinic.people.activation import normalise_code


async def test_a_code_is_issued_once_and_kept_as_a_hash(database: Database, keys: HouseKeys, tmp_path: Path) -> None:
    path = written(tmp_path / "x.json", bundle(patient(), observation()))

    first = await brought(keys, path, activate=True)
    again = await brought(keys, path, activate=True)

    code = first.patients[0].activation_code
    rows = await database["activation_codes"].find().to_list()
    assert code
    assert again.patients == []
    assert [row["code_hash"] for row in rows] == [
        blind_index(keys.index, "activation", normalise_code(code.lower().replace("-", " ")))
    ]
    assert (rows[0]["expires_at"] - rows[0]["created_at"]).days == 90
    assert code not in json.dumps(rows, default=str)


async def test_without_activate_there_is_no_code(database: Database, keys: HouseKeys, tmp_path: Path) -> None:
    found = await brought(keys, written(tmp_path / "x.json", bundle(patient())))

    assert [patient.activation_code for patient in found.patients] == [None]
    assert await database["activation_codes"].count_documents({}) == 0
