"""What a reference names."""

import json

import pytest

from polyclinic.interop.references import Named, base_of, parse, path_of, references_in


@pytest.mark.parametrize(
    ("reference", "named"),
    [
        ("Patient/1", Named("Patient", id="1")),
        ("Patient/1/_history/3", Named("Patient", id="1")),
        ("https://h.example/fhir/Patient/a-1.b", Named("Patient", id="a-1.b", base="https://h.example/fhir")),
        (
            "Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|99",
            Named("Practitioner", identifier="http://hl7.org/fhir/sid/us-npi|99"),
        ),
        ("Practitioner?identifier=a%7Cb%20c", Named("Practitioner", identifier="a|b c")),
        ("Location/2", Named("Location", id="2")),
        ("urn:uuid:0", None),
        ("#x", None),
        ("patient", None),
        ("Patient?name=x", None),
    ],
)
def test_references_are_parsed(reference: str, named: Named | None) -> None:
    assert parse(reference) == named


def test_only_what_we_keep_is_supported() -> None:
    assert [Named(kind).is_supported for kind in ("Patient", "CareTeam", "Location", "Claim")] == [
        True,
        True,
        False,
        False,
    ]


def test_the_server_is_read_off_a_full_url() -> None:
    assert base_of("https://h.example/r4/Patient/1") == "https://h.example/r4"
    assert base_of("urn:uuid:1") is None
    assert base_of(None) is None


def test_all_references_are_found_with_their_paths() -> None:
    content = json.dumps(
        {
            "subject": {"reference": "Patient/1"},
            "text": {"div": '"reference": "Patient/no"'},
            "result": [{"reference": "a"}, {"display": "x", "reference": "Observation/2"}],
            "extension": [{"valueReference": {"reference": "\u00e9"}}],
        }
    ).encode()

    assert references_in(content.replace(b"Patient/1", b"Patient\\/1")) == ["Patient/1", "a", "Observation/2", "\u00e9"]
    assert path_of(content, "Observation/2") == "$.result[1].reference"
    assert path_of(content, "\u00e9") == "$.extension[0].valueReference.reference"
