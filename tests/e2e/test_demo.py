"""`polyclinic demo`: what it tells, that a person can sign in, and that it ends and leaves nothing behind."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx2
import psutil
import pytest

from e2e.running_demo import Demo, start_demo
from phone import document_id


def ask(
    demo: Demo, operation: str, token: str | None = None, client: httpx2.Client | None = None, **variables: Any
) -> Any:
    """Ask a shipped operation over HTTP."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    body = {"documentId": document_id(operation), "variables": variables}
    answer = (client or httpx2).post(demo.told["graphql"], json=body, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


def sign_in(demo: Demo, phone: str, device: str = "test-device") -> str:
    """Sign in with the code the demo 'sent' and return the access token."""
    seen = len(demo.messages())
    demo.wait_out_the_resend_limit()
    asked = {"phone": phone, "locale": "EN", "deviceId": device, "idempotencyKey": f"{device}-{time.monotonic_ns()}"}
    requested = ask(demo, "RequestSignInCode", input=asked)["data"]["requestSignInCode"]
    given = {"challengeId": requested["challengeId"], "code": demo.code_for(phone, after=seen), "deviceId": device}
    return str(ask(demo, "SignIn", input=given)["data"]["signIn"]["accessToken"])


def test_the_ready_file_tells_what_runs(demo: Demo) -> None:
    assert set(demo.told) == {"url", "graphql", "mongodb_uri", "accounts", "messages"}
    assert demo.told["graphql"] == demo.url + "/graphql"
    assert {one["locale"] for one in demo.told["accounts"]} == {"en", "ru", "sr-Latn", "kk", "be", "ar"}
    assert all(set(one) == {"role", "name", "phone", "locale"} for one in demo.told["accounts"])


def test_every_invented_person_can_sign_in_and_read(demo: Demo) -> None:
    for number, person in enumerate(demo.told["accounts"]):
        token = sign_in(demo, person["phone"], f"phone-{number}")
        people = ask(demo, "Viewer", token)["data"]["viewer"]["people"]
        home = ask(demo, "Home", token, patientId=people[0]["patientId"])["data"]["patient"]
        assert home["dashboard"]["newestResult"]["observations"], person["name"]


def test_an_imported_record_is_claimed_and_read(demo: Demo, data_folder: Path) -> None:
    bundle = min((data_folder / "synthea-r4").glob("*.json.gz"))
    command = [
        sys.executable,
        "-m",
        "polyclinic",
        "import-fhir",
        str(bundle),
        "--source",
        "synthea",
        "--activate",
        "--json",
    ]
    environment = {"POLYCLINIC_DATA_DIR": str(demo.data_dir)}
    done = subprocess.run(
        command, capture_output=True, env={**environment, "PATH": "/usr/bin:/bin"}, cwd=demo.data_dir, check=True
    )
    [person] = json.loads(done.stdout)["patients"]
    token = sign_in(demo, "+447700900123", "newcomer")
    assert ask(demo, "Viewer", token)["data"]["viewer"]["people"] == []
    claim = {"activationCode": person["activation_code"].lower(), "idempotencyKey": "claim-1"}
    claimed = ask(demo, "ClaimRecord", token, input=claim)["data"]["claimRecord"]
    assert (claimed["__typename"], claimed["person"]["patientId"]) == ("RecordClaimed", person["id"])
    line = ask(demo, "Timeline", token, patientId=person["id"], first=100)["data"]["patient"]["timeline"]
    assert len(line["edges"]) > 30
    other = sign_in(demo, "+447700900124", "thief")
    stolen = ask(demo, "ClaimRecord", other, input={**claim, "idempotencyKey": "claim-2"})["data"]["claimRecord"]
    assert stolen["code"] == "INVALID_ACTIVATION_CODE"
    assert ask(demo, "Home", other, patientId=person["id"]) == {"data": {"patient": None}}


def test_nothing_listens_beyond_loopback(demo: Demo) -> None:
    listening = [
        found.laddr.ip
        for process in demo.family()
        for found in process.net_connections(kind="inet")
        if found.status == psutil.CONN_LISTEN
    ]
    assert set(listening) == {"127.0.0.1"}


@pytest.mark.slow
def test_sigterm_ends_everything_and_a_restart_finds_everything(tmp_path: Path) -> None:
    first = start_demo(tmp_path, "--size", "small")
    processes = first.family()
    assert len(processes) >= 3
    took = first.end()
    assert took < 5
    assert [found for found in processes if found.is_running() and found.status() != psutil.STATUS_ZOMBIE] == []
    second = start_demo(tmp_path, "--size", "small")
    assert second.told["accounts"] == first.told["accounts"]
    second.end()


@pytest.mark.slow
def test_kill_9_leaves_no_process_either(tmp_path: Path) -> None:
    running = start_demo(tmp_path, "--size", "small")
    processes = running.family()[1:]
    running.process.kill()
    running.process.wait()
    _, alive = psutil.wait_procs(processes, timeout=10)
    assert alive == []
