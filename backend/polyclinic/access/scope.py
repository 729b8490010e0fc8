"""No Scope, no data: the one value that opens a patient's rows, and the only functions that make it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import InitVar, dataclass
from datetime import datetime
from typing import Any

from pymongo.asynchronous.client_session import AsyncClientSession

from polyclinic.access.model import DataClass, Grant, GrantScope, LogEntry, Purpose, Relation
from polyclinic.kit import clock
from polyclinic.kit.errors import NotFoundError

_MINT = object()  # only this module can make a Scope; tests/architecture proves that nobody else tries

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who asks: an account through one of its sessions."""

    account_id: str
    session_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A viewer's right to one patient's data, for one purpose, at one moment."""

    actor: str
    patient_id: str
    purpose: Purpose
    relation: Relation | None
    scopes: frozenset[GrantScope]
    classes: frozenset[DataClass]
    at: datetime
    mint: InitVar[object]

    def __post_init__(self, mint: object) -> None:
        # InitVar: what mints is not kept, so neither `replace` nor a look at a Scope can make another one
        if mint is not _MINT:
            raise TypeError("A Scope is made by polyclinic.access alone.")

    @property
    def filter(self) -> Row:
        """What every query on patient data starts with: this patient, these classes, already visible."""
        return {
            "patient_id": self.patient_id,
            "data_class": {"$in": sorted(self.classes)},
            "visible_from": {"$lte": self.at},
        }

    def open(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Hand out rows, dropping any that the filter should not have let through."""
        for row in rows:
            if (
                row["patient_id"] == self.patient_id
                and row.get("data_class", DataClass.GENERAL) in self.classes
                and ("visible_from" not in row or row["visible_from"] <= self.at)
            ):
                yield row


async def scope_for(viewer: Viewer, patient_id: str, *, action: str) -> Scope:
    """Return the viewer's Scope on the patient and note the look in the access log first.

    Raises NotFoundError for a patient without a living grant, exactly as for one that does not exist.
    """
    now = clock.now()
    grant = await Grant.find_one(
        {
            "account_id": viewer.account_id,
            "patient_id": patient_id,
            "revoked_at": None,
            "starts_at": {"$lte": now},
            "$or": [{"ends_at": None}, {"ends_at": {"$gt": now}}],
        }
    )
    if grant is None:
        raise NotFoundError
    purpose = Purpose.OWN if grant.relation is Relation.SELF else Purpose.FAMILY
    entry = LogEntry(
        at=now,
        actor=viewer.account_id,
        session_id=viewer.session_id,
        patient_id=patient_id,
        relation=grant.relation,
        purpose=purpose,
        action=action,
    )
    await entry.insert()  # no Scope: this row is what a Scope stands on
    return Scope(
        actor=viewer.account_id,
        patient_id=patient_id,
        purpose=purpose,
        relation=grant.relation,
        scopes=frozenset(grant.scopes),
        classes=frozenset(grant.classes),
        at=now,
        mint=_MINT,
    )


async def service_scope(service: str, patient_id: str, *, action: str) -> Scope:
    """Return a Scope for one of our own services (`import`, `export`, `worker`), noted in the access log."""
    return (await service_scopes(service, [patient_id], action=action))[0]


async def service_scopes(
    service: str, patient_ids: Sequence[str], *, action: str, session: AsyncClientSession | None = None
) -> list[Scope]:
    """Return a Scope on each patient, noted in the access log in one write (of the session's transaction, where given)."""
    now, actor = clock.now(), f"service:{service}"
    entries = [
        LogEntry(at=now, actor=actor, patient_id=found, purpose=Purpose.SERVICE, action=action) for found in patient_ids
    ]
    if entries:
        await LogEntry.insert_many(entries, session=session)  # no Scope: these rows are what the Scopes stand on
    return [
        Scope(
            actor=actor,
            patient_id=patient_id,
            purpose=Purpose.SERVICE,
            relation=None,
            scopes=frozenset(GrantScope),
            classes=frozenset(DataClass),
            at=now,
            mint=_MINT,
        )
        for patient_id in patient_ids
    ]


async def grants_of(viewer: Viewer) -> list[Grant]:
    """Return the viewer's living grants: the people they may act for."""
    now = clock.now()
    found = await Grant.find(
        {"account_id": viewer.account_id, "revoked_at": None, "starts_at": {"$lte": now}}
    ).to_list()
    return [grant for grant in found if grant.ends_at is None or grant.ends_at > now]
