"""Whole or not at all, versions, references, sources, codes and the report, on small files."""

import json
from pathlib import Path
from typing import Any

import pytest

from fhir_samples import (
    bundle,
    named,
    observation,
    patient,
    report,
    urn,
    written,
)
from integration.interop.bringing import brought, reasons
from polyclinic.access.scope import service_scope
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.mongo import Database
from polyclinic.kit.seal import unseal
from polyclinic.people.patient_key import open_patient_key, place

NPI = "http://hl7.org/fhir/sid/us-npi"
EMPTY = {
    "patients",
    "practitioners",
    "clinics",
    "records",
    "history",
    "imports",
    "deeds",
    "access_log",
    "activation_codes",
}


async def written_nothing(database: Database) -> bool:
    return not any([await database[name].count_documents({}) for name in EMPTY])


async def test_a_changed_resource_is_a_new_version_and_the_old_one_is_kept(
    database: Database, keys: HouseKeys, tmp_path: Path
) -> None:
    first = written(tmp_path / "1.json", bundle(patient(), observation()))
    second = written(tmp_path / "2.json", bundle(patient(), observation(status="amended")))
    await brought(keys, first)
    before = await database["records"].find_one({})

    found = await brought(keys, second)

    after, old = await database["records"].find_one({}), await database["history"].find_one({})
    assert [file.status for file in found.files] == ["imported"]
    assert before
    assert after
    assert old
    assert found.as_json()["totals"] == {
        "Observation": {"read": 1, "imported": 1, "unchanged": 0, "skipped": 0},
        "Patient": {"read": 1, "imported": 0, "unchanged": 1, "skipped": 0},
    }
    assert (after["_id"], after["version"], after["status"]) == (before["_id"], 2, "amended")
    assert old["document"] == before
    assert (old["collection"], old["document_id"], old["version"], old["patient_id"]) == (
        "records",
        before["_id"],
        1,
        before["patient_id"],
    )
    key = await patient_key(database, keys)
    for row in (after, old["document"]):
        assert json.loads(unseal(key, row["sealed"], place("records", row["_id"], row["version"])))["id"] == named("o")


async def test_going_back_to_an_older_content_is_a_version_too(
    database: Database, keys: HouseKeys, tmp_path: Path
) -> None:
    first = written(tmp_path / "1.json", bundle(patient(), observation()))
    second = written(tmp_path / "2.json", bundle(patient(), observation(status="amended")))

    statuses = [(await brought(keys, path)).files[0].status for path in (first, second, first, first)]

    assert statuses == ["imported", "imported", "imported", "unchanged"]
    assert [row["version"] async for row in database["history"].find().sort("version", 1)] == [1, 2]


async def test_a_changed_patient_keeps_id_and_key(database: Database, keys: HouseKeys, tmp_path: Path) -> None:
    await brought(keys, written(tmp_path / "1.json", bundle(patient(), observation())))
    before = await database["patients"].find_one({})

    found = await brought(keys, written(tmp_path / "2.json", bundle(patient(gender="other"))), activate=True)

    after = await database["patients"].find_one({})
    assert before
    assert after
    assert (after["_id"], after["wrapped_key"], after["gender"], after["version"]) == (
        before["_id"],
        before["wrapped_key"],
        "other",
        2,
    )
    assert found.patients == []


async def test_one_wrong_entry_keeps_its_file_out_and_the_other_files_go_in(
    database: Database, keys: HouseKeys, tmp_path: Path
) -> None:
    written(tmp_path / "bad.json", bundle(patient(), observation(), observation("x", status=4)))
    written(tmp_path / "good.json", bundle(patient("other")))

    found = await brought(keys, tmp_path)

    assert [(Path(file.path).name, file.status) for file in found.files] == [
        ("bad.json", "failed"),
        ("good.json", "imported"),
    ]
    assert reasons(found) == [("entry[2]", "Expected `str | null`, got `int` - at `$.status`")]
    assert found.failed
    assert found.files[0].counts["Observation"].read == 2
    assert [found.files[0].counts["Observation"].imported, found.files[0].patients] == [0, []]
    assert [row["source_id"] async for row in database["patients"].find()] == [named("other")]
    assert await database["records"].count_documents({}) == 0


@pytest.mark.parametrize(
    ("resource", "reason"),
    [
        (
            observation(encounter=urn("nowhere")),
            f"`urn:uuid:{named('nowhere')}` leads nowhere - at `$.encounter.reference`",
        ),
        (
            observation(encounter={"reference": "Encounter/7"}),
            "`Encounter/7` leads nowhere - at `$.encounter.reference`",
        ),
        (report("r", "gone"), f"`urn:uuid:{named('gone')}` leads nowhere - at `$.result[0].reference`"),
        (
            observation(performer=[{"reference": f"Practitioner?identifier={NPI}|7"}]),
            f"`Practitioner?identifier={NPI}|7` leads nowhere - at `$.performer[0].reference`",
        ),
        (
            observation(derivedFrom=[{"reference": "Observation/9"}]),
            "`Observation/9` leads nowhere - at `$.derivedFrom[0].reference`",
        ),
        (observation(specimen={"reference": "#s"}), "`#s` is not contained - at `$.specimen.reference`"),
        (observation(device={"reference": "some device"}), "`some device` leads nowhere - at `$.device.reference`"),
        (observation(subject=urn("o")), "Expected a Patient, got Observation - at `$.subject.reference`"),
        (
            observation(subject={"reference": "https://elsewhere.example/fhir/Patient/1"}),
            "the patient is not in this file nor in the store - at `$.subject.reference`",
        ),
        (
            observation(effectiveDateTime="2019-02-30"),
            "`2019-02-30` is not a date that exists - at `$.effectiveDateTime`",
        ),
    ],
)
async def test_a_broken_entry_writes_nothing(
    resource: dict[str, Any], reason: str, database: Database, keys: HouseKeys, tmp_path: Path
) -> None:
    found = await brought(keys, written(tmp_path / "x.json", bundle(patient(), resource)), activate=True)

    assert reasons(found) == [("entry[1]", reason)]
    assert await written_nothing(database)


async def test_the_same_thing_twice_is_refused(database: Database, keys: HouseKeys, tmp_path: Path) -> None:
    twice = written(tmp_path / "1.json", bundle(patient(), patient()))
    other = bundle(patient(), observation())
    other["entry"][1]["fullUrl"] = other["entry"][0]["fullUrl"]
    url = written(tmp_path / "2.json", other)

    found = await brought(keys, twice, url)

    assert reasons(found) == [
        ("entry[1]", f"Patient/{named('p')} is in this file twice"),
        ("entry[1]", f"the fullUrl urn:uuid:{named('p')} is in this file twice"),
    ]
    assert await written_nothing(database)


async def test_what_is_about_nobody_is_skipped(database: Database, keys: HouseKeys, tmp_path: Path) -> None:
    nobody = observation("n")
    del nobody["subject"]
    path = written(
        tmp_path / "x.json",
        bundle(patient(), nobody, observation("g", subject={"reference": "Group/1"}), observation()),
    )

    found = await brought(keys, path)

    assert found.as_json()["totals"]["Observation"] == {"read": 3, "imported": 1, "unchanged": 0, "skipped": 2}
    assert reasons(found) == []


async def test_other_types_are_counted_and_their_references_are_not_followed(
    database: Database, keys: HouseKeys, tmp_path: Path
) -> None:
    claim = {"resourceType": "Claim", "id": "c", "patient": urn("nowhere"), "status": 5}

    found = await brought(keys, written(tmp_path / "x.json", bundle(patient(), claim)))

    assert found.as_json()["totals"]["Claim"] == {"read": 1, "imported": 0, "unchanged": 0, "skipped": 1}
    assert [file.status for file in found.files] == ["imported"]


async def test_the_report_has_exactly_this_shape(database: Database, keys: HouseKeys, tmp_path: Path) -> None:
    path = written(tmp_path / "x.json", bundle(patient()))
    found = (await brought(keys, path, tmp_path / "no.json", activate=True)).as_json()
    seconds, memory, who = found.pop("seconds"), found.pop("peak_rss_mb"), found["patients"][0]
    counts = {"Patient": {"read": 1, "imported": 1, "unchanged": 0, "skipped": 0}}

    assert found == {
        "files": [
            {"path": str(path), "status": "imported", "counts": counts, "errors": []},
            {
                "path": str(tmp_path / "no.json"),
                "status": "failed",
                "counts": {},
                "errors": [{"entry": None, "reason": "no such file"}],
            },
        ],
        "patients": [{"id": who["id"], "name": "Anna Berg", "activation_code": who["activation_code"]}],
        "totals": counts,
    }
    assert isinstance(seconds, float)
    assert 20 < memory < 1000


async def test_the_act_is_in_the_patients_log_and_in_the_outbox(
    database: Database, keys: HouseKeys, tmp_path: Path
) -> None:
    await brought(keys, written(tmp_path / "x.json", bundle(patient(), observation(), observation("o2"))))

    who, log = await database["patients"].find_one({}), await database["access_log"].find().to_list()
    deed, done = await database["deeds"].find_one({}), await database["imports"].find_one({})
    assert who
    assert deed
    assert done
    assert [(row["patient_id"], row["actor"], row["purpose"], row["action"]) for row in log] == [
        (who["_id"], "service:import", "service", "import")
    ]
    assert [(event["type"], event["subject"], event["patient_id"]) for event in deed["events"]] == [
        ("records.imported", done["_id"], who["_id"])
    ]
    assert (done["state"], done["active"]) == ("settled", False)


async def test_nothing_readable_of_identifiers_or_content_is_stored_beside_the_projection(
    database: Database, keys: HouseKeys, tmp_path: Path
) -> None:
    secret = patient(
        identifier=[{"system": "http://hl7.org/fhir/sid/us-ssn", "value": "999-12-3456"}],
        extension=[{"url": "x:quiet", "valueString": "quiet"}],
    )

    await brought(keys, written(tmp_path / "x.json", bundle(secret)))

    row = await database["patients"].find_one({})
    assert row
    assert b"999-12-3456" not in repr(row).encode()
    assert "quiet" not in repr(row)
    key = open_patient_key(keys, row["_id"], row["wrapped_key"])
    assert json.loads(unseal(key, row["sealed"], place("patients", row["_id"], 1))) == secret


async def test_export_of_nobody_is_not_found(database: Database, keys: HouseKeys) -> None:
    from polyclinic.interop.export_patient import export_patient
    from polyclinic.kit.errors import NotFoundError

    scope = await service_scope("export", "nobody", action="export")
    with pytest.raises(NotFoundError):
        [part async for part in export_patient(scope, keys)]


async def patient_key(database: Database, keys: HouseKeys) -> bytes:
    row = await database["patients"].find_one({})
    assert row
    return open_patient_key(keys, row["_id"], row["wrapped_key"])
