"""One collection of records: a typed projection beside the exact FHIR JSON it was made from."""

from datetime import datetime
from enum import StrEnum

import pymongo
from beanie import Document
from pydantic import BaseModel, Field

from polyclinic.access.model import DataClass
from polyclinic.kit.ids import new_id
from polyclinic.kit.locale import LocalizedText
from polyclinic.kit.provenance import Provenance, provenance_indexes


class RecordKind(StrEnum):
    """What a record is to a reader; several FHIR types may share a kind and Observation has three."""

    VISIT = "visit"
    RESULT = "result"
    VITAL = "vital"
    SURVEY = "survey"
    CONDITION = "condition"
    MEDICINE = "medicine"
    IMMUNIZATION = "immunization"
    ALLERGY = "allergy"
    PROCEDURE = "procedure"
    IMAGING = "imaging"
    DOCUMENT = "document"
    CARE_PLAN = "care-plan"
    GOAL = "goal"
    CARE_TEAM = "care-team"
    REFERRAL = "referral"


class Interpretation(StrEnum):
    """Where a value lies against its reference range (HL7 v3 ObservationInterpretation, grouped)."""

    CRITICAL_LOW = "critical-low"
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    CRITICAL_HIGH = "critical-high"
    ABNORMAL = "abnormal"
    UNKNOWN = "unknown"


class Coded(BaseModel):
    """A coded thing and its words by language (FHIR R4 CodeableConcept)."""

    text: LocalizedText
    system: str | None = None
    code: str | None = None


class Quantity(BaseModel):
    """A measured amount. `text` is the number as written (`1.50`); `code` a UCUM code where given."""

    value: float
    text: str
    comparator: str | None = None
    unit: str | None = None
    code: str | None = None


class ReferenceRange(BaseModel):
    """What the laboratory calls usual, as it wrote it."""

    low: Quantity | None = None
    high: Quantity | None = None
    text: LocalizedText = Field(default_factory=dict)


class Measured(BaseModel):
    """A value of an Observation or of one of its components: exactly one of quantity, coded and words, or none."""

    code: Coded
    quantity: Quantity | None = None
    coded: Coded | None = None
    words: LocalizedText = Field(default_factory=dict)
    range: ReferenceRange | None = None
    interpretation: Interpretation = Interpretation.UNKNOWN


class Observed(Measured):
    """What only Observations have."""

    components: list[Measured] = Field(default_factory=list)


class Report(BaseModel):
    """What only DiagnosticReports have. `observation_ids` are our record ids."""

    observation_ids: list[str] = Field(default_factory=list)
    conclusion: LocalizedText = Field(default_factory=dict)


class Medication(BaseModel):
    """What only MedicationRequests have."""

    dosage: LocalizedText = Field(default_factory=dict)
    reason: Coded | None = None


class Course(BaseModel):
    """How a condition or an allergy stands (FHIR R4 clinicalStatus, onset, abatement, criticality)."""

    clinical_status: str | None = None
    verification: str | None = None
    onset: str | None = None
    abatement: str | None = None
    criticality: str | None = None
    categories: list[str] = Field(default_factory=list)
    reactions: list[Coded] = Field(default_factory=list)


class Record(Provenance, Document):
    """One entry of a patient's record.

    `at` sorts, `date` is the date as recorded (FHIR, may be partial),
    `priority` that of a referral (FHIR R4 RequestPriority). `in_report` marks an observation shown inside a report.
    """

    id: str = Field(default_factory=new_id)  # type: ignore[assignment]
    v: int = 1
    patient_id: str
    kind: RecordKind
    data_class: DataClass = DataClass.GENERAL
    visible_from: datetime
    at: datetime
    date: str
    title: Coded
    status: str | None = None
    priority: str | None = None
    detail: LocalizedText = Field(default_factory=dict)
    practitioner_id: str | None = None
    clinic_id: str | None = None
    encounter_id: str | None = None
    in_report: bool = False
    observed: Observed | None = None
    report: Report | None = None
    medication: Medication | None = None
    course: Course | None = None

    class Settings:
        """Timeline, lists by kind, and one line of a trend."""

        name = "records"
        indexes = (
            *provenance_indexes(),
            pymongo.IndexModel([("patient_id", 1), ("at", -1), ("_id", -1)], name="timeline"),
            pymongo.IndexModel([("patient_id", 1), ("kind", 1), ("at", -1), ("_id", -1)], name="kind"),
            pymongo.IndexModel([("patient_id", 1), ("title.system", 1), ("title.code", 1), ("at", -1)], name="trend"),
        )


class ImportState(StrEnum):
    """A large import is written hidden, shown by one write, then settled."""

    OPEN = "open"
    SHOWN = "shown"
    SETTLED = "settled"
    ABANDONED = "abandoned"


class Import(Document):
    """One file brought in. `shown_at` is the moment all of it became visible.

    `active` while it is open, shown or being cleaned up: one such import per source. `owner` names the process (`host:pid`).
    """

    id: str = Field(default_factory=new_id)  # type: ignore[assignment]
    v: int = 1
    source: str
    state: ImportState
    started_at: datetime
    beat_at: datetime
    shown_at: datetime | None = None
    active: bool = False
    owner: str = ""

    class Settings:
        """The few imports that are not settled decide what readers see."""

        name = "imports"
        indexes = (
            pymongo.IndexModel([("state", 1)], name="state"),
            pymongo.IndexModel([("source", 1)], unique=True, name="active", partialFilterExpression={"active": True}),
        )


DOCUMENTS = (Record, Import)
