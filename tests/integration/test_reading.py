"""What a patient reads through GraphQL, and what nobody may."""

from datetime import timedelta

import pytest

from factories import DAY, account, appointment, glucose, grant, patient, practitioner, record, signed_in
from phone import Phone
from polyclinic.access.model import DataClass, GrantScope, LogEntry, Relation, Session
from polyclinic.kit import clock
from polyclinic.main.open import House
from polyclinic.people.model import Patient
from polyclinic.records.model import Coded, Medication, RecordKind, Report


@pytest.fixture
async def anna(house: House) -> Patient:
    return await patient()


@pytest.fixture
async def phone(house: House, anna: Patient) -> Phone:
    owner = await account()
    await grant(owner, anna)
    return Phone(house).with_session(await signed_in(house, owner))


async def titles(phone: Phone, whose: Patient, **variables: object) -> list[str]:
    answer = await phone.ask("Timeline", patientId=whose.id, first=100, **variables)
    return [edge["node"]["title"]["display"] for edge in answer["data"]["patient"]["timeline"]["edges"]]


async def test_home_shows_visit_result_medicines_and_allergies(phone: Phone, anna: Patient) -> None:
    start = clock.now() + 7 * DAY
    doctor = await practitioner()
    await appointment(
        anna, start=start, wall_start="2026-12-01T09:30", practitioner_id=doctor.id, reason={"ru": "Осмотр"}
    )
    await glucose(anna, "6.10", interpretation="high")
    dose = Medication(dosage={"ru": "1 раз в день"})
    await record(
        anna, RecordKind.MEDICINE, title=Coded(text={"ru": "Метформин"}), medication=dose, practitioner_id=doctor.id
    )
    await record(anna, RecordKind.MEDICINE, title=Coded(text={"ru": "Старое"}), status="stopped")
    await record(anna, RecordKind.ALLERGY, title=Coded(text={"ru": "Пенициллин"}))

    home = (await phone.ask("Home", patientId=anna.id))["data"]["patient"]

    assert home["name"]["text"] == "Анна Иванова"
    visit = home["dashboard"]["nextAppointment"]
    assert (visit["localStart"], visit["zone"], visit["clinician"]["name"]["text"]) == (
        "2026-12-01T09:30",
        "Europe/Moscow",
        "Пётр Сомов",
    )
    assert visit["clinic"]["name"]["display"] == "Липовая поликлиника"
    [reading] = home["dashboard"]["newestResult"]["observations"]
    assert (reading["value"]["text"], reading["value"]["unit"], reading["interpretation"]) == ("6.10", "mmol/L", "HIGH")
    assert (reading["referenceRange"]["lowText"], reading["referenceRange"]["highText"]) == ("3.9", "5.5")
    [medicine] = home["dashboard"]["medicines"]
    assert (medicine["title"]["display"], medicine["dosage"], medicine["prescriber"]) == (
        "Метформин",
        "1 раз в день",
        "Пётр Сомов",
    )
    assert [found["title"]["display"] for found in home["dashboard"]["allergies"]] == ["Пенициллин"]


async def test_empty_record_is_empty_not_wrong(phone: Phone, anna: Patient) -> None:
    home = (await phone.ask("Home", patientId=anna.id))["data"]["patient"]["dashboard"]
    assert home == {"nextAppointment": None, "newestResult": None, "medicines": [], "allergies": []}
    assert await titles(phone, anna) == []


@pytest.mark.parametrize(
    ("language", "name", "title"), [("en-GB", "Anna Ivanova", "Something"), ("kk-KZ", "Анна Иванова", "Нечто")]
)
async def test_words_come_in_the_readers_language(
    phone: Phone, anna: Patient, language: str, name: str, title: str
) -> None:
    await record(anna)
    phone.language = language
    assert (await phone.ask("Home", patientId=anna.id))["data"]["patient"]["name"]["text"] == name
    assert await titles(phone, anna) == [title]


async def test_timeline_pages_without_gap_or_repetition(phone: Phone, anna: Patient) -> None:
    at = clock.now()
    for number in range(7):
        # pairs share an instant, so the id decides
        await record(anna, at=at - (number // 2) * DAY, title=Coded(text={"ru": f"№{number}"}))
    seen: list[str] = []
    cursor = None
    for _ in range(4):
        line = (await phone.ask("Timeline", patientId=anna.id, first=2, after=cursor))["data"]["patient"]["timeline"]
        seen += [edge["node"]["title"]["display"] for edge in line["edges"]]
        cursor = line["pageInfo"]["endCursor"]
    assert seen == ["№1", "№0", "№3", "№2", "№5", "№4", "№6"]
    assert line["pageInfo"]["hasNextPage"] is False


async def test_timeline_filters_by_kind(phone: Phone, anna: Patient) -> None:
    await record(anna, RecordKind.ALLERGY, title=Coded(text={"ru": "Пыльца"}))
    await record(anna, RecordKind.VISIT, title=Coded(text={"ru": "Визит"}))
    assert await titles(phone, anna, kinds=["ALLERGY"]) == ["Пыльца"]
    assert await titles(phone, anna, kinds=[]) == []


async def test_what_must_not_be_seen_is_not(phone: Phone, anna: Patient) -> None:
    await record(anna, title=Coded(text={"ru": "видно"}))
    await record(anna, visible_from=clock.now() + DAY)
    await record(anna, status="entered-in-error")
    await record(anna, staged_by="an import under way")
    await record(anna, RecordKind.RESULT, in_report=True)
    await record(await patient())
    assert await titles(phone, anna) == ["видно"]


async def test_a_grant_opens_its_classes_and_scopes_alone(house: House, anna: Patient) -> None:
    helper = await account("+79990000002")
    await grant(helper, anna, relation=Relation.PARENT, classes=[DataClass.GENERAL], scopes=[GrantScope.SEE_RESULTS])
    phone = Phone(house).with_session(await signed_in(house, helper))
    await record(anna, title=Coded(text={"ru": "общее"}))
    await record(anna, data_class=DataClass.HIV)
    await record(anna, RecordKind.VISIT)
    assert await titles(phone, anna) == ["общее"]


async def test_a_stranger_and_nobody_get_the_same_answer(phone: Phone, house: House) -> None:
    stranger = await patient()
    answers = [await phone.ask("Home", patientId=found) for found in (stranger.id, "no-such-id")]
    assert answers == [{"data": {"patient": None}}] * 2
    assert await LogEntry.count() == 0


@pytest.mark.parametrize(
    "broken",
    [{"revoked_at": clock.now()}, {"ends_at": clock.now() - timedelta(seconds=1)}, {"starts_at": clock.now() + DAY}],
    ids=["revoked", "ended", "not yet begun"],
)
async def test_a_grant_that_does_not_live_opens_nothing(house: House, anna: Patient, broken: dict[str, object]) -> None:
    helper = await account("+79990000002")
    await grant(helper, anna, **broken)
    phone = Phone(house).with_session(await signed_in(house, helper))
    assert await phone.ask("Home", patientId=anna.id) == {"data": {"patient": None}}
    assert (await phone.ask("Viewer"))["data"]["viewer"]["people"] == []


async def test_every_look_is_logged_before_it_is_answered(phone: Phone, anna: Patient) -> None:
    await phone.ask("Home", patientId=anna.id)
    [entry] = await LogEntry.find_all().to_list()
    assert (entry.patient_id, entry.purpose, entry.relation, entry.action) == (anna.id, "own", "self", "Query.patient")


async def test_a_session_that_ended_answers_nothing(phone: Phone, anna: Patient) -> None:
    await Session.find_all().update({"$set": {"revoked_at": clock.now()}})
    answer = await phone.ask("Home", patientId=anna.id)
    assert answer["data"] == {"patient": None}
    assert [error["extensions"] for error in answer["errors"]] == [{"code": "UNAUTHENTICATED"}]
    assert await LogEntry.count() == 0


async def test_a_result_shows_its_report_and_each_trend_in_one_unit(phone: Phone, anna: Patient) -> None:
    at = clock.now()
    await glucose(anna, "5.00", at=at - 20 * DAY)
    await glucose(anna, "99", unit="mg/dL", at=at - 15 * DAY)
    await glucose(anna, "7.7", at=at - 10 * DAY, status="entered-in-error")
    now = await glucose(anna, "6.1", at=at, in_report=True, interpretation="high")
    panel = await record(
        anna,
        RecordKind.RESULT,
        at=at,
        title=Coded(text={"ru": "Биохимия"}),
        report=Report(observation_ids=[now.id]),
        status="final",
    )
    result = (await phone.ask("Result", patientId=anna.id, id=panel.id))["data"]["patient"]["result"]
    [reading] = result["observations"]
    assert (result["title"]["display"], reading["code"]["display"]) == ("Биохимия", "Глюкоза")
    assert [point["text"] for point in reading["trend"]["points"]] == ["5.00", "6.1"]
    assert (reading["trend"]["unit"], reading["trend"]["otherUnits"]) == ("mmol/L", 1)


async def test_a_result_of_somebody_else_is_not_there(phone: Phone, anna: Patient) -> None:
    foreign = await glucose(await patient(), "5.0")
    assert (await phone.ask("Result", patientId=anna.id, id=foreign.id))["data"]["patient"]["result"] is None


async def test_the_dead_are_shown_as_such_without_visits(house: House) -> None:
    died = clock.now() - DAY
    late = await patient(deceased=True, deceased_at=died)
    heir = await account()
    await grant(heir, late)
    await appointment(late, start=clock.now() + DAY, wall_start="2026-12-01T09:30")
    phone = Phone(house).with_session(await signed_in(house, heir))
    home = (await phone.ask("Home", patientId=late.id))["data"]["patient"]
    assert (home["deceased"], home["dashboard"]["nextAppointment"]) == (True, None)
    assert home["deceasedAt"] == died.isoformat()


@pytest.mark.parametrize("first", [0, -1, 101, 200_000])
async def test_a_page_has_1_to_100_entries(phone: Phone, anna: Patient, first: int) -> None:
    answer = await phone.ask("Timeline", patientId=anna.id, first=first)
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["INVALID_INPUT"]


@pytest.mark.parametrize("cursor", ["", "x", "!!!", "MTIz", "OTk5OTk5OTk5OTk5OTk5OTk5fGE", "я"])
async def test_a_strange_page_marker_is_refused_in_words(phone: Phone, anna: Patient, cursor: str) -> None:
    answer = await phone.ask("Timeline", patientId=anna.id, first=5, after=cursor)
    if cursor == "":  # an empty marker is the first page
        assert "errors" not in answer
    else:
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["INVALID_INPUT"]


async def test_other_lists(phone: Phone, anna: Patient) -> None:
    await record(anna, RecordKind.IMMUNIZATION, title=Coded(text={"ru": "БЦЖ"}))
    await record(anna, RecordKind.CONDITION, title=Coded(text={"ru": "Гипертония"}))
    await glucose(anna, "5.0")
    text = """query($id: ID!) { patient(id: $id) {
        conditions { edges { node { title { display } } } }
        immunizations { edges { node { title { display } } } }
        medicines(active: true) { edges { node { id } } }
        allergies { edges { node { id } } }
        results { edges { node { title { display } observations { trend { points { text } } } } } } } }"""
    found = (await phone.query(text, id=anna.id))["data"]["patient"]
    assert found == {
        "conditions": {"edges": [{"node": {"title": {"display": "Гипертония"}}}]},
        "immunizations": {"edges": [{"node": {"title": {"display": "БЦЖ"}}}]},
        "medicines": {"edges": []},
        "allergies": {"edges": []},
        "results": {
            "edges": [
                {"node": {"title": {"display": "Глюкоза"}, "observations": [{"trend": {"points": [{"text": "5.0"}]}}]}}
            ]
        },
    }
