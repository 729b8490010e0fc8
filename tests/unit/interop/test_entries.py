"""Odd files: each gets a reason, and none takes the reader down."""

import gzip
import json
from pathlib import Path

import pytest

from fhir_samples import bundle, observation, patient, written
from polyclinic.interop import entries, open_file
from polyclinic.interop.entries import Source
from polyclinic.interop.errors import FileError
from polyclinic.interop.find_files import find_files

ONE = json.dumps(bundle(patient()))


def read(path: Path) -> list[tuple[str, bytes, str | None]]:
    return [(found.place, found.content, found.problem) for found in Source(path).read()]


def test_a_bundle_gives_exact_bytes_in_memory_and_streamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = b'{"resourceType":"Observation","id":"a","valueQuantity":{"value": 1.50},\n "issued":"2020-01-01T00:00:00+03:00"}'
    path = written(tmp_path / "b.json", b'{"resourceType":"Bundle","type":"batch","entry":[{"resource":' + raw + b"}]}")
    expected = [("entry[0]", raw, None)]

    assert read(path) == expected
    monkeypatch.setattr(entries, "IN_MEMORY", 10)
    assert read(path) == expected


@pytest.mark.parametrize("name", ["lines.ndjson", "lines.ndjson.gz"])
@pytest.mark.parametrize("most", [10, 10_000_000])
def test_lines_may_be_resources_or_bundles(
    tmp_path: Path, name: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "IN_MEMORY", most)
    one, two = json.dumps(patient("a")), json.dumps(bundle(patient("b"), observation()))
    path = written(tmp_path / name, f"\ufeff{one}\n\n{two}\nnonsense\n")

    found = read(path)

    assert [(place, problem) for place, _, problem in found] == [
        ("line 1", None),
        ("line 3 entry[0]", None),
        ("line 3 entry[1]", None),
        ("line 4", "not JSON: JSON is malformed: invalid character (byte 4)"),
    ]
    assert found[0][1] == one.encode()


def test_a_lone_resource_is_its_own_file(tmp_path: Path) -> None:
    assert [place for place, _, _ in read(written(tmp_path / "p.json", patient()))] == ["Patient"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n ", "the file is empty"),
        (b"<Bundle/>", "not JSON"),
        (b"[1,2]", "not a FHIR bundle or resource"),
        (b'{"a":1}', "not a FHIR bundle or resource: Object missing required field `resourceType`"),
        (b'{"resourceType":3}', "not a FHIR bundle or resource: Expected `str`, got `int` - at `$.resourceType`"),
        (
            b'{"resourceType":"Bundle","type":"batch","entry":{}}',
            "not a FHIR bundle: Expected `array`, got `object` - at `$.entry`",
        ),
        (
            b'{"resourceType":"Bundle","type":"history","entry":[]}',
            "a bundle of type `history` holds no records to import",
        ),
        (b'{"resourceType":"Bundle","entry":[]}', "a bundle of type `None` holds no records to import"),
        (ONE.encode("utf-16"), "not UTF-8 (byte 0)"),
        (ONE.replace("Berg", "Bérg").encode("latin-1"), "not UTF-8"),
        (ONE.encode()[:-3], "not JSON: Input data was truncated"),
        (b'{"resourceType":"Bundle","type":"batch","entry":[' + b"[" * 100_000, "not JSON: nested too deep"),
        (b"\x1f\x8bnonsense", "this gzip file is damaged"),
        (gzip.compress(ONE.encode())[:-20], "this gzip file is damaged"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "x.json").write_bytes(content)

    with pytest.raises(FileError) as refusal:
        read(tmp_path / "x.json")

    assert refusal.value.reason.startswith(reason)


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("{}", "has no resource"),
        ('{"resource":[]}', "has no resource"),
        ('{"resource":{},"request":{"method":"DELETE"}}', "asks for a deletion, which an import does not do"),
        ('{"fullUrl":7,"resource":{}}', "Expected `str | null`, got `int` - at `$.fullUrl`"),
        ("4", "Expected `object`, got `int`"),
    ],
)
@pytest.mark.parametrize("most", [10, 10_000])
def test_a_wrong_entry_is_named_and_the_next_is_read(
    tmp_path: Path, entry: str, problem: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "IN_MEMORY", most)
    first = '{"resourceType":"Bundle","type":"batch","entry":['
    path = written(tmp_path / "x.json", first + entry + ',{"resource":{"a":1}}]}')

    assert read(path) == [("entry[0]", read(path)[0][1], problem), ("entry[1]", b'{"a":1}', None)]


def test_a_missing_file_and_a_folder_without_records_say_so(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "no.json", "no such file"), (tmp_path, "not a file")):
        with pytest.raises(FileError) as refusal:
            read(path)
        assert refusal.value.reason == reason


def test_what_unpacks_to_far_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_file, "SMALLEST_CAP", 1_000_000)
    monkeypatch.setattr(entries, "IN_MEMORY", 10_000)
    path = written(tmp_path / "bomb.json.gz", b'{"resourceType":"Bundle","type":"batch","entry":[' + b" " * 5_000_000)

    with pytest.raises(FileError, match="unpacks to far more"):
        read(path)


def test_folders_are_read_recursively_and_what_others_need_goes_first(tmp_path: Path) -> None:
    names = [
        "b.json",
        "a/z.json.gz",
        "Observation.ndjson",
        "Patient.000.ndjson",
        "notes.txt",
        "hospitalInformation1.json",
        "Organization.ndjson",
    ]
    for name in names:
        written(tmp_path / name, "{}")
    (tmp_path / "empty").mkdir()

    found = find_files([tmp_path, tmp_path / "b.json", tmp_path / "empty"])

    assert [str(path.relative_to(tmp_path)) for path in found] == [
        "Organization.ndjson",
        "hospitalInformation1.json",
        "Patient.000.ndjson",
        "Observation.ndjson",
        "b.json",
        "a/z.json.gz",
        "empty",
    ]
