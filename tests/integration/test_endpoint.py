"""The door at /graphql: strange bodies are answered, never with a 500, and nothing a person wrote reaches a log."""

import pytest

from factories import account, signed_in
from phone import Phone, document_id
from polyclinic.kit.settings import Environment
from polyclinic.main.open import House
from polyclinic.people.model import SignInChallenge


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"1", b'"x"', b"[]", b"[{}]", b"{", b"{}", b'{"query":1}', b'{"documentId":1}', b'{"query":"{viewer{id}}","variables":[]}',
     b'{"query":"{viewer{id}}","operationName":1}', b'{"query":"{a}","documentId":"b"}', b"[" * 60_000, b"9" * 60_000, b"\xff\xfe"],
)  # fmt: skip
async def test_a_malformed_body_is_400(house: House, body: bytes) -> None:
    answer = await Phone(house).post(body)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["extensions"]["code"] in {"MALFORMED_JSON", "MALFORMED_REQUEST"}


async def test_a_body_over_64_kb_is_413_before_it_is_parsed(house: House) -> None:
    answer = await Phone(house).post(b'{"query":"' + b"x" * 70_000 + b'"}')
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (413, "TOO_LARGE")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
async def test_only_json_is_taken(house: House, kind: str) -> None:
    answer = await Phone(house).client.post("/graphql", content=b"{}", headers={"Content-Type": kind})
    assert answer.status_code == 415


async def test_get_is_refused(house: House) -> None:
    assert (await Phone(house).client.get("/graphql?query={viewer{id}}")).status_code == 405


async def test_production_answers_only_trusted_documents(house: House) -> None:
    settings = house.settings.model_copy(update={"environment": Environment.PRODUCTION})
    phone = Phone(House(settings=settings, keys=house.keys, database=house.database, uri=house.uri))
    refused = await phone.post({"query": "{ __typename }"})
    assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (400, "FREE_QUERY_REFUSED")
    unknown = await phone.post({"documentId": "0" * 64})
    assert (unknown.status_code, unknown.json()["errors"][0]["extensions"]["code"]) == (400, "UNKNOWN_DOCUMENT")
    honest = await phone.post({"documentId": document_id("Viewer")})
    assert honest.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_an_invalid_query_names_no_field_of_ours(house: House) -> None:
    answer = await Phone(house).query("{ viewr { id } }")
    assert answer["data"] is None
    assert "viewer" not in answer["errors"][0]["message"]


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "e30.e30.e30"])
async def test_a_strange_token_is_not_signed_in(house: House, token: str) -> None:
    answer = await Phone(house).post({"query": "{viewer{id}}"}, Authorization=f"Bearer {token}")
    assert answer.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_a_fault_is_masked_and_logged_without_words(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("mongodb://user:secret@host says Анна")

    monkeypatch.setattr("polyclinic_schema.query.account_row", broken)
    owner = await account()
    phone = Phone(house).with_session(await signed_in(house, owner))
    answer = await phone.query('{ viewer { id } patient(id: "Анна") { id } }')
    [error] = answer["errors"]
    assert error["message"] == "Something went wrong on our side. Please try again."
    assert error["extensions"]["code"] == "INTERNAL"
    said = "".join(capsys.readouterr())
    assert "RuntimeError" in said
    assert error["extensions"]["id"] in said
    assert "secret" not in said
    assert "Анна" not in said


async def test_headers_and_health(house: House) -> None:
    phone = Phone(house)
    assert (await phone.client.get("/healthz")).json() == {"status": "ok"}
    assert (await phone.client.get("/readyz")).json() == {"status": "ready"}
    answer = await phone.post({"query": "{viewer{id}}"})
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "script" in answer.headers["content-security-policy"]
    assert 'route="/graphql"' in (await phone.client.get("/metrics")).text


@pytest.mark.parametrize(
    "path",
    ["/calendar/1.ics", "/assets/../../settings.py", "/assets/%2e%2e/%2e%2e/app_files.py", "/nowhere", "/results/"],
)
async def test_an_address_that_is_not_ours_is_not_found(house: House, path: str) -> None:
    assert (await Phone(house).client.get(path)).status_code == 404


async def test_signing_in_through_the_app_sets_a_strict_cookie(house: House) -> None:
    phone = Phone(house)
    asked = {"phone": "+7 999 000 00 07", "locale": "RU", "deviceId": "d1", "idempotencyKey": "k1"}
    requested = (await phone.ask("RequestSignInCode", input=asked))["data"]["requestSignInCode"]
    again = (await phone.ask("RequestSignInCode", input=asked))["data"]["requestSignInCode"]
    assert requested["__typename"] == "SignInCodeRequested"
    assert again["challengeId"] == requested["challengeId"]
    wrong = {"challengeId": requested["challengeId"], "code": "not it", "deviceId": "d1"}
    refused = (await phone.ask("SignIn", input=wrong))["data"]["signIn"]
    assert (refused["__typename"], refused["code"], refused["triesLeft"]) == ("WrongCodeProblem", "WRONG_CODE", 4)
    assert await SignInChallenge.count() == 1


async def test_a_phone_that_is_none_is_refused_with_its_field(house: House) -> None:
    asked = {"phone": "five", "locale": "RU", "deviceId": "d1", "idempotencyKey": "k1"}
    refused = (await Phone(house).ask("RequestSignInCode", input=asked))["data"]["requestSignInCode"]
    assert (refused["__typename"], refused["field"]) == ("InvalidInputProblem", "phone")
    assert await SignInChallenge.count() == 0
