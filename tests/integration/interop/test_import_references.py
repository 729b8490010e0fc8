"""References and sources: what is followed where, what never merges, and files that need one another."""

import json
from pathlib import Path
from typing import Any

from fhir_samples import bundle, encounter, named, observation, organization, patient, practitioner, report, written
from integration.interop.bringing import brought, reasons
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.mongo import Database

NPI = "http://hl7.org/fhir/sid/us-npi"


async def test_every_kind_of_reference_is_followed(database: Database, keys: HouseKeys, tmp_path: Path) -> None:
    await brought(
        keys, written(tmp_path / "house.json", bundle(practitioner(), organization(), organization("second")))
    )
    visit = encounter(
        "v",
        participant=[{"individual": {"reference": f"Practitioner?identifier={NPI}|doctor"}}],
        serviceProvider={"reference": f"Organization/{named('clinic')}"},
        hospitalization={
            "origin": {"reference": "Location/3"},
            "destination": {"reference": "https://other.example/Organization/1"},
        },
        contained=[{"resourceType": "Location", "id": "in"}],
        location=[{"location": {"reference": "#in"}}, {"location": {"identifier": {"value": "x"}}}],
    )
    value = observation(
        encounter={"reference": f"Encounter/{named('v')}/_history/1"}, subject={"reference": f"Patient/{named('p')}"}
    )

    found = await brought(keys, written(tmp_path / "p.json", bundle(value, visit, patient())))

    assert reasons(found) == []
    rows = {row["source_type"]: row async for row in database["records"].find()}
    doctor = await database["practitioners"].find_one({})
    clinic = await database["clinics"].find_one({"source_id": named("clinic")})
    assert doctor
    assert clinic
    assert (rows["Encounter"]["practitioner_id"], rows["Encounter"]["clinic_id"]) == (doctor["_id"], clinic["_id"])
    assert rows["Observation"]["encounter_id"] == rows["Encounter"]["_id"]
    assert {row["patient_id"] for row in rows.values()} == {row["_id"] async for row in database["patients"].find()}


async def test_absolute_references_stay_with_their_server(database: Database, keys: HouseKeys, tmp_path: Path) -> None:
    base = "https://one.example/fhir"
    entries = [
        {"fullUrl": f"{base}/Patient/1", "resource": {**patient(), "id": "1"}},
        {
            "fullUrl": f"{base}/Observation/1",
            "resource": {**observation(), "id": "1", "subject": {"reference": f"{base}/Patient/1"}},
        },
    ]
    for server in (base, "https://two.example/fhir"):
        text = json.dumps({"resourceType": "Bundle", "type": "searchset", "entry": entries}).replace(base, server)
        found = await brought(keys, written(tmp_path / "x.json", text))
        assert reasons(found) == []

    assert {row["source"]: row["source_id"] async for row in database["patients"].find()} == {
        "https://one.example/fhir": "1",
        "https://two.example/fhir": "1",
    }
    assert len({row["patient_id"] async for row in database["records"].find()}) == 2


async def test_two_sources_never_merge(database: Database, keys: HouseKeys, tmp_path: Path) -> None:
    path = written(tmp_path / "x.json", bundle(patient(), observation()))

    await brought(keys, path, source="north")
    await brought(keys, path, source="south")

    assert await database["patients"].count_documents({}) == 2
    assert len({row["patient_id"] async for row in database["records"].find()}) == 2


async def test_one_file_of_two_servers_needs_a_name(database: Database, keys: HouseKeys, tmp_path: Path) -> None:
    entries = [
        {"fullUrl": f"https://{name}.example/Patient/{name}", "resource": {**patient(), "id": name}} for name in "ab"
    ]
    path = written(tmp_path / "x.json", {"resourceType": "Bundle", "type": "collection", "entry": entries})

    refused = await brought(keys, path)
    taken = await brought(keys, path, source="both")

    assert reasons(refused) == [(None, "its entries come from several servers; say with --source whose they are")]
    assert [file.status for file in taken.files] == ["imported"]


async def test_a_bulk_export_goes_in_whatever_order_its_files_have(
    database: Database, keys: HouseKeys, tmp_path: Path
) -> None:
    def lines(name: str, *resources: dict[str, Any]) -> None:
        written(tmp_path / name, "\n".join(json.dumps(found) for found in resources))

    who = {"reference": f"Patient/{named('p')}"}
    lines("A.ndjson", {**report("r"), "subject": who, "result": [{"reference": f"Observation/{named('o')}"}]})
    lines("B.ndjson", {**observation(), "subject": who, "encounter": {"reference": f"Encounter/{named('v')}"}})
    lines(
        "C.ndjson.gz",
        {**encounter("v"), "subject": who, "diagnosis": [{"condition": {"reference": "Condition/of-another-file"}}]},
    )
    lines("Z.ndjson", patient())

    found = await brought(keys, tmp_path)

    assert reasons(found) == []
    assert [file.status for file in found.files] == ["imported"] * 4
    value = await database["records"].find_one({"source_type": "Observation"})
    shown = await database["records"].find_one({"source_type": "DiagnosticReport"})
    assert value
    assert shown
    assert shown["report"]["observation_ids"] == [value["_id"]]
    assert value["in_report"] is True
