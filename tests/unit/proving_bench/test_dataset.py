"""The benchmark's data set is the one that was written down, to the last count."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from beanie import Document

from polyclinic.access.model import Grant, Session
from polyclinic.booking.model import Appointment
from polyclinic.clinics.model import Clinic, Practitioner, PractitionerRole
from polyclinic.people.model import Account, Patient
from polyclinic.proving.bench.dataset import NOW, build
from polyclinic.proving.bench.expected import expected_answers
from polyclinic.records.model import Record

MODELS: dict[str, type[Document]] = {
    "clinics": Clinic,
    "practitioners": Practitioner,
    "practitioner_roles": PractitionerRole,
    "patients": Patient,
    "accounts": Account,
    "sessions": Session,
    "grants": Grant,
    "appointments": Appointment,
    "records": Record,
}
LATER = datetime(2027, 2, 3, 4, 5, 6, tzinfo=UTC)


def test_it_has_exactly_the_rows_that_were_written_down() -> None:
    data = build(NOW)

    assert data.counts() == {
        "clinics": 8,
        "practitioners": 40,
        "practitioner_roles": 40,
        "patients": 500,
        "accounts": 500,
        "sessions": 500,
        "grants": 500,
        "appointments": 4000,
        "records": 11500,
    }
    assert Counter(row["status"] for row in data.rows["appointments"]) == {"booked": 2500, "fulfilled": 1500}
    assert Counter(row["kind"] for row in data.rows["records"]) == {"vital": 7000, "result": 3000, "referral": 1500}
    referrals = [row["status"] for row in data.rows["records"] if row["kind"] == "referral"]
    assert Counter(referrals) == {"active": 1000, "completed": 500}
    specialties = Counter(row["specialty"]["en"] for row in data.rows["practitioners"])
    assert set(specialties.values()) == {8}
    assert len(specialties) == 5
    assert set(Counter(row["clinic_id"] for row in data.rows["practitioner_roles"]).values()) == {5}


def test_a_row_is_a_whole_document_of_its_collection() -> None:
    data = build(NOW, patients=3)

    for name, model in MODELS.items():
        fields = {"_id" if field == "id" else field for field in model.model_fields} - {"revision_id"}
        assert {frozenset(row) for row in data.rows[name]} == {frozenset(fields)}, name


def test_ids_are_unique() -> None:
    ids = [row["_id"] for rows in build(NOW).rows.values() for row in rows]

    assert len(ids) == len(set(ids)) == 17588


def test_the_same_seed_gives_the_same_set_and_another_one_another() -> None:
    assert build(NOW, patients=5).rows == build(NOW, patients=5).rows
    assert build(NOW, patients=5).rows != build(NOW, patients=5, seed=1).rows


def test_everything_moves_by_one_constant_to_the_quarter_of_an_hour_before_now() -> None:
    then, later = build(NOW, patients=2), build(LATER, patients=2)

    assert (then.shift, then.now) == (timedelta(0), NOW)
    assert later.now == NOW + later.shift == datetime(2027, 2, 3, 4, 0, tzinfo=UTC)
    moved = [row["at"] for row in later.rows["records"]]
    assert moved == [row["at"] + later.shift for row in then.rows["records"]]


def test_visits_ahead_lie_a_week_apart_and_measurements_nine_days() -> None:
    data = build(NOW, patients=1)
    morning = NOW.replace(hour=6)
    for row, days in zip(data.rows["appointments"], (7, 14, 21, 28, 35, -20, -40, -60), strict=True):
        minutes = (row["start"] - morning - timedelta(days=days)) // timedelta(minutes=1)
        assert minutes in range(0, 451, 15)
        assert row["end"] - row["start"] == timedelta(minutes=15)
    for k, row in enumerate(data.rows["records"][:20]):
        assert 9 * k <= (NOW - row["at"]).days <= 9 * k + 8
    assert len({row["date"] for row in data.rows["records"][:20]}) == 20


def test_the_right_answer_holds_five_visits_ten_measurements_and_two_referrals() -> None:
    data = build(LATER, patients=4)

    for answer, row in zip(expected_answers(data), data.rows["patients"], strict=True):
        patient = answer["patient"]
        assert patient["id"] == row["_id"]
        starts = [edge["node"]["start"] for edge in patient["upcomingAppointments"]["edges"]]
        assert (len(starts), starts) == (5, sorted(starts))
        dates = [edge["node"]["date"] for edge in patient["observations"]["edges"]]
        assert (len(dates), dates) == (10, sorted(dates, reverse=True))
        assert [edge["node"]["status"] for edge in patient["referrals"]["edges"]] == ["ACTIVE", "ACTIVE"]
