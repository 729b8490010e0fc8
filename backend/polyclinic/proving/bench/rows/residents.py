"""Patients, each with an account, a living session and the grant on their own record."""

from datetime import date, datetime, timedelta
from random import Random

from polyclinic.access.model import DataClass, GrantScope, Relation
from polyclinic.kit.locale import Locale
from polyclinic.kit.mongo import Row
from polyclinic.proving.bench.rows.catalog import FAMILY, GIVEN
from polyclinic.proving.bench.rows.origin import origin
from polyclinic.proving.bench.rows.places import ZONE

OLDEST, YOUNGEST = date(1940, 1, 1), date(2015, 12, 31)
_SINCE = timedelta(days=30)
_SESSION = timedelta(days=60)


def patient_row(patient_id: str, number: int, chance: Random) -> Row:
    """Return a living person born from 1940 to 2015."""
    given, family = chance.choice(GIVEN), chance.choice(FAMILY)
    born = OLDEST + timedelta(days=chance.randrange((YOUNGEST - OLDEST).days + 1))
    return {
        "_id": patient_id,
        "v": 1,
        "names": [
            {"text": f"{given} {family}", "given": [given], "family": family, "use": "official", "lang": "en"},
        ],
        "birth_date": born.isoformat(),
        "gender": ("female", "male")[number % 2],
        "deceased": False,
        "deceased_at": None,
        "country": "RU",
        "home_zone": ZONE,
        "languages": ["ru"],
        "telecom": [],
        "addresses": [],
        "data_class": DataClass.GENERAL.value,
        "wrapped_key": b"",
        **origin("Patient", patient_id),
    }


def account_row(account_id: str, number: int, now: datetime) -> Row:
    """Return an account with a phone number of its own."""
    phone = f"+7900{number:07}"
    return {"_id": account_id, "v": 1, "phone": phone, "locale": Locale.EN.value, "created_at": now - _SINCE}


def session_row(session_id: str, account: Row, now: datetime) -> Row:
    """Return a session that lives long enough for any run."""
    return {
        "_id": session_id,
        "v": 1,
        "account_id": account["_id"],
        "device_id": "bench",
        "current": "",
        "previous": None,
        "rotated_at": now,
        "created_at": now,
        "expires_at": now + _SESSION,
        "revoked_at": None,
    }


def grant_row(grant_id: str, account_id: str, patient_id: str, now: datetime) -> Row:
    """Return the full grant on one's own record."""
    return {
        "_id": grant_id,
        "v": 1,
        "account_id": account_id,
        "patient_id": patient_id,
        "relation": Relation.SELF.value,
        "scopes": [scope.value for scope in GrantScope],
        "classes": [found.value for found in DataClass],
        "starts_at": now - _SINCE,
        "ends_at": None,
        "revoked_at": None,
    }
