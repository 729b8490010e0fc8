"""Patients, accounts, sign-in challenges and activation codes."""

from datetime import datetime
from enum import StrEnum

import pymongo
from beanie import Document
from pydantic import BaseModel, Field

from polyclinic.access.model import DataClass
from polyclinic.kit.ids import new_id
from polyclinic.kit.locale import Locale
from polyclinic.kit.provenance import Provenance, provenance_indexes


class HumanName(BaseModel):
    """A name in one script (FHIR R4 HumanName). `lang` is a BCP 47 tag where it is known."""

    text: str
    given: list[str] = Field(default_factory=list)
    family: str | None = None
    use: str | None = None
    lang: str | None = None


class ContactPoint(BaseModel):
    """A phone number or e-mail address (FHIR R4 ContactPoint)."""

    system: str
    value: str
    use: str | None = None


class Address(BaseModel):
    """A postal address (FHIR R4 Address)."""

    text: str
    city: str | None = None
    country: str | None = None


class Patient(Provenance, Document):
    """A person who receives care (FHIR R4 Patient). `wrapped_key` is this patient's key, sealed by the house key.

    `birth_date` is a FHIR date and may be partial; `home_zone` an IANA zone.
    """

    id: str = Field(default_factory=new_id)  # type: ignore[assignment]
    v: int = 1
    names: list[HumanName]
    birth_date: str | None = None
    gender: str | None = None
    deceased: bool = False
    deceased_at: datetime | None = None
    country: str | None = None
    home_zone: str = "UTC"
    languages: list[str] = Field(default_factory=list)
    telecom: list[ContactPoint] = Field(default_factory=list)
    addresses: list[Address] = Field(default_factory=list)
    data_class: DataClass = DataClass.GENERAL
    wrapped_key: bytes = b""

    class Settings:
        """Found by id, or by origin on import."""

        name = "patients"
        indexes = tuple(provenance_indexes())


class Account(Document):
    """A person who signs in. One phone number, one account; what it may see are grants."""

    id: str = Field(default_factory=new_id)  # type: ignore[assignment]
    v: int = 1
    phone: str
    locale: Locale
    created_at: datetime

    class Settings:
        """Unique by phone (E.164)."""

        name = "accounts"
        indexes = (pymongo.IndexModel([("phone", 1)], unique=True, name="phone"),)


class ChallengeState(StrEnum):
    """A code is open until it is used, runs out of tries, or expires by its date."""

    OPEN = "open"
    USED = "used"
    SPENT = "spent"


class SignInChallenge(Document):
    """A one-time code for one phone and one device. The code is stored hashed; sealed only until it is sent."""

    id: str = Field(default_factory=new_id)  # type: ignore[assignment]
    v: int = 1
    phone: str
    device_id: str
    locale: Locale
    code_hash: str
    sealed_code: bytes | None
    tries_left: int
    state: ChallengeState = ChallengeState.OPEN
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None

    class Settings:
        """Swept a day after it expired; nothing depends on when."""

        name = "sign_in_challenges"
        indexes = (pymongo.IndexModel([("expires_at", 1)], expireAfterSeconds=86400, name="sweep"),)


class ActivationCode(Document):
    """A clinic's one-time code with which a person claims an imported record. Only its hash is kept."""

    id: str = Field(default_factory=new_id)  # type: ignore[assignment]
    v: int = 1
    code_hash: str
    patient_id: str
    import_id: str | None = None
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    used_by: str | None = None

    class Settings:
        """Unique by hash."""

        name = "activation_codes"
        indexes = (
            pymongo.IndexModel([("code_hash", 1)], unique=True, name="code"),
            pymongo.IndexModel([("patient_id", 1)], name="patient"),
        )


DOCUMENTS = (Patient, Account, SignInChallenge, ActivationCode)
