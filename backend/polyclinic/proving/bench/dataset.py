"""The data set of the benchmark: always the same city, moved as a whole so that its "now" is the reader's now.

8 clinics, 40 clinicians, 500 patients who each sign in themselves; per patient 8 visits (5 ahead), 20 measurements and
3 referrals (2 active). Rows are complete documents of our collections, without the sealed original that an import would keep.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from polyclinic.kit.mongo import Database, Row
from polyclinic.proving.bench.rows.places import clinic_rows, practitioner_rows, role_rows
from polyclinic.proving.bench.rows.records import observation_rows, referral_rows
from polyclinic.proving.bench.rows.residents import account_row, grant_row, patient_row, session_row
from polyclinic.proving.bench.rows.visits import visit_rows

SEED = 20261123
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""The instant the data set is written for."""
PATIENTS = 500
_STEP = timedelta(minutes=15)
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class DataSet:
    """Rows by collection. `shift` was added to every instant; `now` is NOW with it."""

    now: datetime
    shift: timedelta
    rows: dict[str, list[Row]]

    def counts(self) -> dict[str, int]:
        """Return how many rows each collection gets."""
        return {name: len(found) for name, found in self.rows.items()}


def build(at: datetime, *, patients: int = PATIENTS, seed: int = SEED) -> DataSet:
    """Make the data set as of `at`: our reads compare with the real clock, so everything moves by one constant."""
    shift = (at - NOW) // _STEP * _STEP
    now, chance = NOW + shift, Random(seed)
    ids = _ids(chance)
    clinics = clinic_rows(ids)
    clinicians = practitioner_rows(ids, chance)
    roles = role_rows(ids, clinics, clinicians)
    people = [patient_row(next(ids), number, chance) for number in range(patients)]
    accounts = [account_row(next(ids), number, now) for number in range(patients)]
    pairs = list(zip(accounts, people, strict=True))
    rows = {
        "clinics": clinics,
        "practitioners": clinicians,
        "practitioner_roles": roles,
        "patients": people,
        "accounts": accounts,
        "sessions": [session_row(next(ids), account, now) for account in accounts],
        "grants": [grant_row(next(ids), account["_id"], person["_id"], now) for account, person in pairs],
        "appointments": [row for person in people for row in visit_rows(ids, person["_id"], roles, now, chance)],
        "records": [row for person in people for row in _record_rows(ids, person["_id"], now, chance)],
    }
    return DataSet(now, shift, rows)


async def insert(database: Database, data: DataSet) -> None:
    """Write the rows into an empty, prepared database."""
    for name, rows in data.rows.items():
        for start in range(0, len(rows), _BATCH):
            await database[name].insert_many(rows[start : start + _BATCH], ordered=False)


def _record_rows(ids: Iterator[str], patient_id: str, now: datetime, chance: Random) -> Iterator[Row]:
    yield from observation_rows(ids, patient_id, now, chance)
    yield from referral_rows(ids, patient_id, now, chance)


def _ids(chance: Random) -> Iterator[str]:
    while True:
        yield str(UUID(int=chance.getrandbits(128), version=4))
