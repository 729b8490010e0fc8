"""The doctor before a real server: one that runs, one that is tried, one that is not there."""

import tempfile
from pathlib import Path

import psutil
from pydantic import SecretStr

from polyclinic.kit.mongod import Source, find_source, start
from polyclinic.kit.mongod.find import Origin
from polyclinic.kit.settings import Settings
from polyclinic.main.doctor import database as doctor
from polyclinic.main.doctor.finding import ok, wrong


def test_a_prepared_server_is_well(settings, database):
    found = doctor.look(settings, doctor.source_of(settings))
    assert [(finding.name, finding.state) for finding in found if finding.name != "database version"] == [
        ("database", "ok"),
        ("database answers", "ok"),
        ("database clock", "ok"),
        ("schema", "ok"),
    ]


def test_a_server_that_nobody_prepared_is_told_apart(settings, mongod):
    empty = settings.model_copy(update={"database": "polyclinic_never_prepared"})
    assert doctor.look(empty, doctor.source_of(empty))[-1] == wrong(
        "schema", "not prepared", "Run `polyclinic migrate`."
    )


def test_an_embedded_server_is_tried_and_leaves_nothing(tmp_path):
    source = find_source(None)
    before = set(Path(tempfile.gettempdir()).glob("polyclinic-doctor-*"))
    found = doctor.look(Settings(_env_file=None, mongodb_uri=None, data_dir=tmp_path / "none"), source)
    assert found[1] == ok("database answers", "primary of replica set rs0")
    assert set(Path(tempfile.gettempdir()).glob("polyclinic-doctor-*")) == before
    assert not (tmp_path / "none").exists()
    assert not [
        child for child in psutil.Process().children(recursive=True) if "polyclinic-doctor-" in str(child.cmdline())
    ]


def test_an_embedded_server_that_runs_is_asked(tmp_path):
    source = find_source(None)
    with start(tmp_path / "mongod", binary=source.binary) as server:
        assert doctor.running_at(tmp_path / "mongod") == server.uri
        found = doctor.look(Settings(_env_file=None, mongodb_uri=None, data_dir=tmp_path), source)
        assert [finding.name for finding in found] == [
            "database",
            "database answers",
            "database version",
            "database clock",
            "schema",
        ]
    assert doctor.running_at(tmp_path / "mongod") is None


def test_a_server_that_is_not_there_is_silent(monkeypatch):
    monkeypatch.setattr(doctor, "PATIENCE_MS", 200)
    uri = "mongodb://user:hunter2@127.0.0.1:1/?replicaSet=rs0"
    settings = Settings(_env_file=None, mongodb_uri=SecretStr(uri))
    [where, answer] = doctor.look(settings, Source(Origin.URI, uri=uri))
    assert where == ok("database", "POLYCLINIC_MONGODB_URI")
    assert (answer.state, answer.found) == ("wrong", "it does not (ServerSelectionTimeoutError)")


def test_no_server_at_all_names_the_three_places(settings):
    assert doctor.look(settings, None) == [wrong("database", "no server was found", doctor.INSTALL)]
