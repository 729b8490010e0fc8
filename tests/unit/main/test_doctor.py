"""What the doctor says about each thing it looks at."""

import errno
import json
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import typer
from pydantic import SecretStr
from pymongo.errors import ConfigurationError, InvalidURI, OperationFailure, ServerSelectionTimeoutError
from typer.testing import CliRunner

from polyclinic.kit.mongod import Origin
from polyclinic.kit.settings import Environment, Settings
from polyclinic.main.commands import doctor as command
from polyclinic.main.doctor import app, database, machine, settings, time_zones
from polyclinic.main.doctor.examine import worst
from polyclinic.main.doctor.finding import Finding, State, ok, warn, wrong

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def having(**values) -> Settings:
    return Settings(_env_file=None, **values)


@pytest.mark.parametrize(
    ("version", "state"), [((3, 10), "wrong"), ((3, 11), "ok"), ((3, 13), "ok"), ((3, 14), "wrong")]
)
def test_python(version, state):
    assert machine.python(version).state == state


@pytest.mark.parametrize(
    ("kind", "cpuinfo", "embedded", "state"),
    [
        ("x86_64", "flags\t\t: fpu avx avx2", True, "ok"),
        ("x86_64", "flags\t\t: fpu sse4_2 avx2000", True, "wrong"),
        ("x86_64", "flags\t\t: fpu sse4_2", False, "warn"),
        ("aarch64", "Features\t: fp atomics", True, "ok"),
        ("aarch64", "Features\t: fp asimd", True, "wrong"),
        ("arm64", None, True, "ok"),
        ("x86_64", None, True, "ok"),
    ],
)
def test_processor(kind, cpuinfo, embedded, state):
    assert machine.processor(kind, cpuinfo, embedded=embedded).state == state


@pytest.mark.parametrize(
    ("free", "embedded", "state"),
    [(399_999_999, True, "wrong"), (399_999_999, False, "warn"), (400_000_000, True, "warn"), (2 * 10**9, True, "ok")],
)
def test_disk(free, embedded, state):
    assert machine.disk(free, Path("data"), embedded=embedded).state == state


@pytest.mark.parametrize(("free", "state"), [(None, "ok"), (64 * 10**6, "warn"), (2 * 10**9, "ok")])
def test_ram_disk(free, state):
    assert machine.ram_disk(free).state == state


@pytest.mark.parametrize(
    ("version", "state"), [("2027.1", "wrong"), ("2026.6", "ok"), ("2025.2", "ok"), ("2024.2", "warn")]
)
def test_clock_against_zone_rules(version, state):
    assert time_zones.clock_against_rules(NOW, version).state == state


def test_zones_of_the_system_before_those_of_the_package():
    assert time_zones.zones("2026f", "2025b", ["/usr/share/zoneinfo"]) == Finding(
        "time zones",
        State.WARN,
        "Python reads the system's zones 2025b before tzdata 2026f",
        "Set PYTHONTZPATH to an empty value, so that all processes share the package's rules.",
    )
    assert time_zones.zones("2026f", "2026f", ["/usr/share/zoneinfo"]).state == "ok"
    assert time_zones.zones("2026f", "2025b", []).state == "ok"


def test_the_release_of_the_system_zones(tmp_path):
    assert time_zones.system_version([str(tmp_path)]) is None
    (tmp_path / "UTC").touch()
    assert time_zones.system_version([str(tmp_path)]) == "unknown"
    (tmp_path / "tzdata.zi").write_text("# version 2025b\n# more\n")
    assert time_zones.system_version([str(tmp_path)]) == "2025b"


def test_a_misspelt_setting_is_named_with_the_right_spelling():
    assert settings.unknown({"POLYCLINIC_MONGO_URI": "x", "POLYCLINIC_PORT": "1", "PATH": "/bin"}) == [
        warn("settings", "POLYCLINIC_MONGO_URI is no setting", "Did you mean POLYCLINIC_MONGODB_URI?")
    ]


def test_a_setting_that_cannot_be_read_is_named_and_its_value_is_not(monkeypatch):
    monkeypatch.setenv("POLYCLINIC_PORT", "secret-in-the-wrong-place")
    read, [finding] = settings.read()
    assert read is None
    assert finding.state == "wrong"
    assert finding.found.startswith("POLYCLINIC_PORT: Input should be a valid integer")
    assert "secret-in-the-wrong-place" not in finding.found + finding.remedy


def test_plain_settings_are_ok(tmp_path):
    assert settings.judge(having(data_dir=tmp_path)) == [ok("settings", "development")]


def test_values_that_can_be_read_and_are_wrong(tmp_path):
    keys = tmp_path / "keys.json"
    keys.touch(mode=0o644)
    found = settings.judge(having(log_level="LOUD", default_region="XX", key_file=keys))
    assert [(finding.state, finding.found) for finding in found] == [
        ("wrong", "POLYCLINIC_LOG_LEVEL is no level"),
        ("wrong", "POLYCLINIC_DEFAULT_REGION is no region"),
        ("warn", f"{keys} can be read by others"),
    ]


def test_what_must_not_be_in_production(tmp_path):
    reckless = having(
        environment=Environment.PRODUCTION, data_dir=tmp_path, free_queries=True, messages_file=tmp_path / "messages"
    )
    assert [(finding.state, finding.found) for finding in settings.judge(reckless)] == [
        ("wrong", "production without POLYCLINIC_MONGODB_URI"),
        ("wrong", f"production without the house keys ({tmp_path / 'keys.json'})"),
        ("warn", "production without an https POLYCLINIC_PUBLIC_URL"),
        ("wrong", "production accepts any GraphQL text"),
        ("warn", "messages, sign-in codes among them, go to a file"),
    ]


def test_a_sound_production_is_ok(tmp_path):
    keys = tmp_path / "keys.json"
    keys.touch(mode=0o600)
    sound = having(
        environment=Environment.PRODUCTION,
        mongodb_uri=SecretStr("mongodb://db/?replicaSet=rs0"),
        key_file=keys,
        public_url="https://clinic.example",
    )
    assert settings.judge(sound) == [ok("settings", "production")]


def test_whether_the_app_is_built(tmp_path):
    assert app.built(tmp_path / "index.html").state == "wrong"
    (tmp_path / "index.html").touch()
    assert app.built(tmp_path / "index.html") == ok("app", "built")


def test_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        number = taken.getsockname()[1]
        taken.listen()
        assert app.port("127.0.0.1", number).state == "warn"
    assert app.port("127.0.0.1", number) == ok("port", f"127.0.0.1:{number} is free")
    assert app.port("127.0.0.1", 0) == ok("port", "a free one on 127.0.0.1")


def test_a_port_that_is_not_for_this_user():
    finding = app._refused("127.0.0.1", 80, PermissionError(errno.EACCES, "Permission denied"))
    assert (finding.state, finding.found) == ("wrong", "127.0.0.1:80 cannot be used (Permission denied)")


def test_browser():
    assert app.browser("/usr/bin/chromium") == ok("browser", "/usr/bin/chromium")
    assert app.browser(None).state == "warn"


@pytest.mark.parametrize(
    ("hello", "state", "found"),
    [
        ({"setName": "rs0", "isWritablePrimary": True}, "ok", "primary of replica set rs0"),
        ({"setName": "rs0", "isWritablePrimary": False}, "wrong", "replica set rs0, not its primary"),
        ({"isWritablePrimary": True}, "wrong", "a server outside any replica set"),
        ({"isWritablePrimary": True, "msg": "isdbgrid"}, "ok", "mongos of a sharded cluster"),
    ],
)
def test_role_of_the_database(hello, state, found):
    finding = database.role(hello)
    assert (finding.state, finding.found) == (state, found)


@pytest.mark.parametrize(
    ("version", "origin", "state"),
    [
        ("8.0.4", Origin.URI, "ok"),
        ("7.0.28", Origin.URI, "warn"),
        ("5.0.1", Origin.URI, "wrong"),
        ("6.0.5", Origin.WHEEL, "ok"),
        ("5.0.1", Origin.PATH, "wrong"),
    ],
)
def test_age_of_the_database(version, origin, state):
    assert database.age(version, origin).state == state


def test_clock_of_the_database():
    assert database.drift(NOW, NOW + timedelta(seconds=2)).state == "ok"
    assert database.drift(NOW + timedelta(seconds=90), NOW).found == "90 s away from ours"


@pytest.mark.parametrize(
    ("schema", "origin", "state"),
    [
        ({"v": database.SCHEMA_VERSION}, Origin.URI, "ok"),
        ({"v": database.SCHEMA_VERSION + 1}, Origin.URI, "wrong"),
        ({"v": database.SCHEMA_VERSION - 1}, Origin.URI, "wrong"),
        (None, Origin.URI, "wrong"),
        (None, Origin.WHEEL, "ok"),
        ({"v": database.SCHEMA_VERSION + 1}, Origin.WHEEL, "wrong"),
    ],
)
def test_whether_the_database_is_prepared(schema, origin, state):
    assert database.prepared(schema, origin).state == state


@pytest.mark.parametrize(
    ("failed", "word"),
    [
        (InvalidURI("mongodb://user:hunter2@db"), "Correct"),
        (ConfigurationError("hunter2"), "Correct"),
        (OperationFailure("hunter2", 18), "password"),
        (ServerSelectionTimeoutError("hunter2"), "reaches"),
    ],
)
def test_a_silent_database_tells_no_secret(failed, word):
    finding = database.unanswered(failed)
    assert finding.state == "wrong"
    assert word in finding.remedy
    assert "hunter2" not in finding.found + finding.remedy


def test_the_worst_counts():
    assert worst([]) == "ok"
    assert worst([ok("a", ""), warn("b", "", "")]) == "warn"
    assert worst([wrong("a", "", ""), ok("b", "")]) == "wrong"


@pytest.mark.parametrize(
    ("findings", "code"),
    [([ok("a", "fine")], 0), ([warn("a", "so so", "Mend it.")], 0), ([wrong("a", "broken", "Mend it.")], 1)],
)
def test_the_command_ends_with_1_when_something_is_wrong(monkeypatch, findings, code):
    monkeypatch.setattr(command, "examine", lambda _environ: findings)
    cli = typer.Typer()
    cli.command()(command.doctor)
    plain, as_json = CliRunner().invoke(cli), CliRunner().invoke(cli, ["--json"])
    assert (plain.exit_code, as_json.exit_code) == (code, code)
    assert findings[0].remedy in plain.output
    assert json.loads(as_json.output) == {
        "state": findings[0].state,
        "checks": [{"name": "a", "state": findings[0].state, "found": findings[0].found, "remedy": findings[0].remedy}],
    }
