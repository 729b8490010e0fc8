"""The composition, read rather than run: it is YAML, it is a replica set, it shows itself to loopback only."""

import re
from pathlib import Path

import pytest
import yaml

from polyclinic.kit.settings import Settings

INFRA = Path(__file__).parents[2] / "infra"


@pytest.fixture(scope="module")
def composition() -> dict:
    return yaml.safe_load((INFRA / "compose.yaml").read_text("utf8"))


def test_the_services_are_the_database_the_house_and_its_preparation(composition):
    assert sorted(composition["services"]) == ["api", "migrate", "mongo", "worker"]


def test_the_database_is_mongo_8_as_a_replica_set_that_initiates_itself(composition):
    mongo = composition["services"]["mongo"]
    assert mongo["image"] == "mongo:8"
    assert mongo["command"] == ["--replSet", "rs0", "--bind_ip_all"]
    assert 'rs.initiate({_id: "rs0", members: [{_id: 0, host: "mongo:27017"}]})' in mongo["healthcheck"]["test"][-1]


def test_every_port_is_published_on_loopback_only(composition):
    published = [port for service in composition["services"].values() for port in service.get("ports", [])]
    assert published == ["127.0.0.1:27017:27017", "127.0.0.1:8000:8000"]


def test_api_and_worker_wait_for_the_prepared_database(composition):
    services = composition["services"]
    assert services["migrate"]["depends_on"] == {"mongo": {"condition": "service_healthy"}}
    for name in ("api", "worker"):
        assert services[name]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}


def test_every_variable_is_a_setting(composition):
    names = {name for service in composition["services"].values() for name in service.get("environment", {})}
    assert names
    assert names <= {f"POLYCLINIC_{field.upper()}" for field in Settings.model_fields}


def test_every_volume_is_declared(composition):
    used = {place.split(":")[0] for service in composition["services"].values() for place in service["volumes"]}
    assert used == set(composition["volumes"])


def test_the_image_has_no_embedded_server_and_no_root():
    lines = [line for line in (INFRA / "Dockerfile").read_text("utf8").splitlines() if not line.startswith("#")]
    assert not [line for line in lines if "embedded" in line]
    assert [line for line in lines if line.startswith("FROM")] == [
        "FROM python:3.12-slim AS build",
        "FROM python:3.12-slim",
    ]
    assert "USER 10001:10001" in lines[lines.index("FROM python:3.12-slim") :]


def test_every_source_that_the_build_reads_gets_past_the_ignore_file():
    ignore = (INFRA / "Dockerfile.dockerignore").read_text("utf8").splitlines()
    top = Path(INFRA.parent / "pyproject.toml").read_text("utf8")
    listed = re.search(r"sdist\]\ninclude = \[(.*)\]", top)
    assert listed
    for name in [*re.findall(r'"([^"]+)"', listed[1]), "pyproject.toml"]:
        assert f"!{name}" in ignore
