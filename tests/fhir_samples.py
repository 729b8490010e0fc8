"""Small FHIR R4 resources and bundles for tests, and large ones that are written without holding them."""

import gzip
import json
import uuid
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Resource = dict[str, Any]

LOINC = "http://loinc.org"
SPACE = uuid.UUID("6f1f6a52-0000-4000-8000-000000000000")


def named(name: str) -> str:
    """A UUID that is the same for the same name."""
    return str(uuid.uuid5(SPACE, name))


def patient(name: str = "p", /, **fields: Any) -> Resource:
    """A patient."""
    base = {
        "resourceType": "Patient",
        "id": named(name),
        "name": [{"family": "Berg", "given": ["Anna"]}],
        "birthDate": "1980-02",
    }
    return {**base, "gender": "female", **fields}


def practitioner(name: str = "doctor", /, **fields: Any) -> Resource:
    """A clinician with a business identifier."""
    identifier = [{"system": "http://hl7.org/fhir/sid/us-npi", "value": name}]
    return {
        "resourceType": "Practitioner",
        "id": named(name),
        "identifier": identifier,
        "name": [{"family": "Roth"}],
        **fields,
    }


def organization(name: str = "clinic", /, **fields: Any) -> Resource:
    """A clinic."""
    return {"resourceType": "Organization", "id": named(name), "name": "Old Town Clinic", **fields}


def encounter(name: str = "visit", /, *, of: str = "p", **fields: Any) -> Resource:
    """A visit of the patient `of`."""
    base = {"resourceType": "Encounter", "id": named(name), "status": "finished", "class": {"code": "AMB"}}
    return {**base, "subject": urn(of), "period": {"start": "2024-03-01T10:00:00+03:00"}, **fields}


def observation(name: str = "o", /, *, of: str = "p", **fields: Any) -> Resource:
    """A laboratory value of the patient `of`."""
    category = [{"coding": [{"code": "laboratory"}]}]
    code = {"coding": [{"system": LOINC, "code": "2345-7", "display": "Glucose"}]}
    base = {"resourceType": "Observation", "id": named(name), "status": "final", "category": category, "code": code}
    value = {"value": 5.4, "unit": "mmol/L", "code": "mmol/L"}
    return {**base, "subject": urn(of), "effectiveDateTime": "2024-03-01", "valueQuantity": value, **fields}


def report(name: str = "r", /, *results: str, of: str = "p", **fields: Any) -> Resource:
    """A report of the patient `of` that shows the observations named."""
    code = {"coding": [{"system": LOINC, "code": "24323-8", "display": "Panel"}]}
    base = {"resourceType": "DiagnosticReport", "id": named(name), "status": "final", "code": code, "subject": urn(of)}
    return {**base, "effectiveDateTime": "2024-03-01", "result": [urn(result) for result in results], **fields}


def urn(name: str) -> Resource:
    """A reference within a bundle."""
    return {"reference": f"urn:uuid:{named(name)}"}


def bundle(*resources: Resource, **fields: Any) -> Resource:
    """A transaction bundle with a fullUrl per resource."""
    entries = [
        {
            "fullUrl": f"urn:uuid:{found['id']}",
            "resource": found,
            "request": {"method": "POST", "url": found["resourceType"]},
        }
        for found in resources
    ]
    return {"resourceType": "Bundle", "type": "transaction", **fields, "entry": entries}


def written(path: Path, content: Any) -> Path:
    """Write JSON, text or bytes; gzip by the name."""
    if isinstance(content, dict | list):
        content = json.dumps(content, ensure_ascii=False)
    raw = content.encode() if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(raw) if path.suffix == ".gz" else raw)
    return path


def big_bundle(path: Path, *, size: int, note: str = "", seed: str = "big") -> Counter[str]:
    """Write a bundle of at least `size` bytes, a few patients with many observations and reports; count its resources by type.

    `note` goes into every observation, so that another note makes every one of them a changed resource.
    """
    counts: Counter[str] = Counter()
    with path.open("w", encoding="utf8") as file:
        file.write('{"resourceType":"Bundle","type":"collection","entry":[')
        for resource in _endless(seed, note):
            entry = {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}
            file.write(("," if counts else "") + json.dumps(entry))
            counts[resource["resourceType"]] += 1
            if resource["resourceType"] == "DiagnosticReport" and file.tell() >= size:
                break
        file.write("]}")
    return counts


def _endless(seed: str, note: str) -> Iterator[Resource]:
    number = 0
    while True:
        who = f"{seed}-patient-{number // 20000}"
        if number % 20000 == 0:
            yield patient(who, name=[{"text": f"Patient {number // 20000}"}])
        observations = [f"{seed}-{number + step}" for step in range(9)]
        for step, name in enumerate(observations):
            value = {"value": number % 97 + step / 10, "unit": "mmol/L", "code": "mmol/L"}
            extra = {"note": [{"text": note}]} if note else {}
            filler = {"text": {"status": "generated", "div": f"<div>{'a value of the laboratory, ' * 8}</div>"}}
            yield observation(name, of=who, valueQuantity=value, **filler, **extra)
        yield report(f"{seed}-report-{number}", *observations, of=who)
        number += 10
