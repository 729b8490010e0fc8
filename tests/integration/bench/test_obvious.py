"""The obvious build gives the right answers, and keeps the door: else it would be no peer."""

from pathlib import Path as File
from typing import Any

import orjson
import pytest
from httpx2 import ASGITransport, AsyncClient

from polyclinic.kit import clock
from polyclinic.kit.errors import NotSignedInError
from polyclinic.main.open import House
from polyclinic.main.rooms import DOCUMENTS
from polyclinic.proving.bench.dataset import build, insert
from polyclinic.proving.bench.ground import Ground as Place
from polyclinic.proving.bench.job import Question
from polyclinic_schema.obvious.paths import Ground, Path, application

PATIENTS = 5


async def place(house: House) -> Place:
    """The data set in the test's database."""
    data = build(clock.now(), patients=PATIENTS)
    await insert(house.database, data)
    return Place(folder=File(), uri=house.uri, database_pid=0, keys=house.keys, data=data)


async def ask(house: House, path: Path, question: Question, content: object = None) -> Any:
    app = application(path, Ground(keys=house.keys, settings=house.settings, content=content))
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://bench") as client:
        answer = await client.post(
            "/graphql", json=question.body, headers={"Authorization": f"Bearer {question.token}"}
        )
    return orjson.loads(answer.content)


async def test_every_row_is_a_document_our_models_accept(house: House) -> None:
    await place(house)
    models = {model.get_settings().name: model for model in DOCUMENTS}

    for name, count in build(clock.now(), patients=PATIENTS).counts().items():
        assert len(await models[name].find_all().to_list()) == count


@pytest.mark.parametrize("path", [Path.STOCK, Path.CACHED])
async def test_stock_and_cached_answer_as_the_data_set_says(house: House, path: Path) -> None:
    for question in (await place(house)).questions(path.value):
        assert await ask(house, path, question) == {"data": question.expected}


@pytest.mark.parametrize("path", [Path.STOCK, Path.CACHED])
async def test_a_stranger_sees_nothing(house: House, path: Path) -> None:
    mine, theirs, *_ = (await place(house)).questions(path.value)

    assert await ask(house, path, Question(theirs.body, mine.token)) == {"data": {"patient": None}}


async def test_an_ended_session_opens_nothing(house: House) -> None:
    question, *_ = (await place(house)).questions("stock")
    await house.database["sessions"].update_many({}, {"$set": {"revoked_at": clock.now()}})

    answer = await ask(house, Path.STOCK, question)

    assert answer["data"] == {"patient": None}
    assert answer["errors"][0]["message"] == "Please sign in."


async def test_raw_checks_the_token_and_answers_the_same_to_everybody(house: House) -> None:
    question, *_ = (await place(house)).questions("raw")
    content = {"data": question.expected}

    assert await ask(house, Path.RAW, question, content) == content
    assert await ask(house, Path.RAW_UNSIGNED, Question(question.body, ""), content) == content
    with pytest.raises(NotSignedInError):
        await ask(house, Path.RAW, Question(question.body, "forged"), content)
