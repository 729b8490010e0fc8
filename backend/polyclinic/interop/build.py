"""Second reading: from an entry to the document that is stored. No look-ups here, everything is known."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
from bson.binary import Binary

from polyclinic.interop.canonical import content_hash
from polyclinic.interop.catalogue import SKIPPED, Catalogue, head_of, identifiers_of, origin_of
from polyclinic.interop.entries import Entry, Source, reason
from polyclinic.interop.errors import BrokenReferenceError, FileError
from polyclinic.interop.fhir.errors import FhirError, NoPatientError
from polyclinic.interop.fhir.projection import Link, OwnProjection, RecordProjection
from polyclinic.interop.fhir.types import Fhir
from polyclinic.interop.mapping.registry import MAPPERS, Stored, document_for
from polyclinic.interop.references import parse, path_of, references_in
from polyclinic.interop.store import Known, Store, identifier_index
from polyclinic.kit.ids import new_id
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.seal import seal
from polyclinic.people.patient_key import house_key, place
from polyclinic.records.policy import released

Row = dict[str, Any]


class Inside(Fhir):
    """A contained resource's own name."""

    id: str | None = None


class Insides(Fhir):
    """A resource's contained ones."""

    contained: list[Inside] = msgspec.field(default_factory=list)


_INSIDES = msgspec.json.Decoder(Insides)


@dataclass(frozen=True, slots=True)
class Built:
    """A document to store: new, or the next version of `known`. `name` is a patient's, for the report."""

    model: Stored
    row: Row
    known: Known | None
    patient_id: str | None
    name: str = ""


@dataclass(slots=True)
class Builder:
    """Everything that the documents of one file have in common."""

    source: Source
    name: str
    catalogue: Catalogue
    store: Store
    keys: HouseKeys
    import_id: str
    staged: bool = False
    in_reports: set[int] = field(default_factory=set)
    marked: set[str] = field(default_factory=set)
    at: datetime | None = None

    def build_all(self) -> Iterator[Built]:
        """Yield the documents that are new or changed; count the others; note what is wrong and go on."""
        self.in_reports = self.catalogue.observations_in_reports()
        number = 0
        for entry in self.source.read():
            head = head_of(entry)
            counts = self.catalogue.counts[head.resource_type]
            if head.resource_type not in MAPPERS:
                counts.skipped += 1
                continue
            if number >= len(self.catalogue.origins) or self.catalogue.origins[number] != origin_of(head, entry):
                raise FileError("the file was changed while it was being read", entry.place)
            try:
                built = self._build(number, entry, identifiers_of(head))
            except NoPatientError:
                counts.skipped += 1
            except (FhirError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                self.catalogue.errors.add(reason(error), entry.place)
            except FileError as error:
                self.catalogue.errors.add(
                    error.reason, entry.place, is_reference=isinstance(error, BrokenReferenceError)
                )
            else:
                if built:
                    counts.imported += 1
                    yield built
                else:
                    counts.unchanged += 1
            number += 1

    def _build(self, number: int, entry: Entry, identifiers: list[str]) -> Built | None:
        hashed, known = content_hash(entry.content), self.store.known.get(number)
        if known and known.content_hash.hex() == hashed:
            return None
        origin = self.catalogue.origins[number]
        projection = MAPPERS[origin.type](entry.content, self.source.language)
        self._check_references(entry.content)
        row: Row = {
            "_id": self.store.ids[number],
            "v": 1,
            "source": self.name,
            "source_type": origin.type,
            "source_id": origin.id,
            "identifiers": [identifier_index(self.keys, identifier) for identifier in identifiers],
            "version": known.version + 1 if known else 1,
            "content_hash": hashed,
            "sealed": b"",
            "import_id": self.import_id,
            "staged_by": self.import_id if self.staged else None,
            "superseded_by": None,
            "replaces": None,
        }
        if isinstance(projection, OwnProjection):
            return self._own(row, projection, entry.content, known)
        in_report = number in self.in_reports or bool(known and known.in_report)
        return self._record(row, projection, entry.content, known, in_report=in_report)

    def _own(self, row: Row, projection: OwnProjection, content: bytes, known: Known | None) -> Built:
        model, patient_id, key = document_for(row["source_type"]), None, house_key(self.keys)
        row.update(projection.fields)
        if row["source_type"] == "Patient":
            patient_id = row["_id"]
            key, row["wrapped_key"] = self.store.patient_keys[patient_id]
            row["data_class"] = "general"
        return self._sealed(Built(model, row, known, patient_id, projection.name), content, key)

    def _record(
        self, row: Row, projection: RecordProjection, content: bytes, known: Known | None, *, in_report: bool
    ) -> Built:
        patient_id = self._patient(projection.patient, content)
        release = released(projection.kind)
        observations = [self._linked([link], "Observation", content) for link in projection.observations]
        row.update(
            patient_id=patient_id,
            kind=projection.kind.value,
            data_class=release.data_class.value,
            visible_from=release.visible_from,
            at=projection.at,
            date=projection.date,
            title=projection.title.model_dump(),
            status=projection.status,
            priority=projection.priority,
            detail=projection.detail,
            practitioner_id=self._linked(projection.practitioners, "Practitioner", content),
            clinic_id=self._linked(projection.clinics, "Organization", content),
            encounter_id=self._linked([projection.encounter] if projection.encounter else [], "Encounter", content),
            in_report=in_report,
            observed=projection.observed.model_dump(mode="python") if projection.observed else None,
            report=projection.report.model_dump() if projection.report else None,
            medication=projection.medication.model_dump() if projection.medication else None,
            course=projection.course.model_dump() if projection.course else None,
        )
        if row["report"]:
            row["report"]["observation_ids"] = [found for found in observations if found]
            self.marked.update(row["report"]["observation_ids"])
        key = self.store.patient_keys[patient_id].key
        return self._sealed(Built(document_for(row["source_type"]), row, known, patient_id), content, key)

    def _sealed(self, built: Built, content: bytes, key: bytes) -> Built:
        row = built.row
        where = place(built.model.get_collection_name(), row["_id"], row["version"])
        row["sealed"] = Binary(seal(key, content, where))
        if self.staged and built.known:  # a newer version waits beside the one that everybody knows
            row["replaces"], row["_id"] = row["_id"], new_id()
        return built

    def _patient(self, link: Link, content: bytes) -> str:
        if link.to is None or not link.to.reference:
            raise NoPatientError(link.path, "names no patient that can be followed")
        target = self._target(link.to.reference, content)
        if target is None:
            named = parse(link.to.reference)
            if named and named.type == "Patient":
                raise BrokenReferenceError(
                    f"the patient is not in this file nor in the store - at `$.{link.path}.reference`"
                )
            raise NoPatientError(link.path, "is not about a person")
        if target[0] != "Patient":
            raise FileError(f"Expected a Patient, got {target[0]} - at `$.{link.path}.reference`")
        return target[1]

    def _linked(self, links: list[Link], wanted: str, content: bytes) -> str | None:
        for link in links:
            target = self._target(link.to.reference, content) if link.to and link.to.reference else None
            if target and target[0] == wanted:
                return target[1]
        return None

    def _check_references(self, content: bytes) -> None:
        """Follow every reference of a bundle's resource. Bulk files may point in circles, so there only what we link is followed."""
        if self.source.is_bundle:
            for reference in references_in(content):
                self._target(reference, content)

    def _target(self, reference: str, content: bytes) -> tuple[str, str] | None:
        """Return `(type, our id)`, None for what we do not keep or cannot follow; raise BrokenReferenceError for a dead end."""
        if reference.startswith("#"):
            self._check_contained(reference, content)
            return None
        number = self.catalogue.number_of(reference)
        if number is not None:
            return None if number == SKIPPED else (self.catalogue.origins[number].type, self.store.ids[number])
        if found := self.store.outside.get(reference):
            return found
        named = parse(reference)
        is_elsewhere = (
            named.base is not None and named.base != self.name and named.base not in self.catalogue.bases
            if named
            else False
        )
        if (
            is_elsewhere
            or (named and not named.is_supported)
            or (named is None and reference.startswith(("http:", "https:")))
        ):
            return None
        raise BrokenReferenceError(f"`{reference[:200]}` leads nowhere - at `{path_of(content, reference)}`")

    def _check_contained(self, reference: str, content: bytes) -> None:
        inside = {found.id for found in _INSIDES.decode(content).contained}
        if reference != "#" and reference[1:] not in inside:
            raise BrokenReferenceError(f"`{reference[:200]}` is not contained - at `{path_of(content, reference)}`")
