"""The allow-list: the operations that production answers, those of earlier releases included."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from polyclinic_schema.generate.operation import Operation

LIFE = timedelta(days=400)
"""How long a replaced operation is still answered: phones keep an old app for about a year."""


@dataclass(frozen=True)
class Document:
    """An operation that shipped; ISO dates, `retire` (the last day it is answered) is None while the app still has it."""

    name: str
    text: str
    shipped: str
    retire: str | None


Documents = dict[str, Document]


def read_documents(path: Path) -> Documents:
    """Read the allow-list, by sha256 of the text; empty when there is no file yet."""
    if not path.exists():
        return {}
    return {key: Document(**value) for key, value in json.loads(path.read_text("utf-8")).items()}


def documents_text(documents: Documents) -> str:
    """Return the file's text, in the order of names, then dates, then hashes."""
    keys = sorted(documents, key=lambda key: (documents[key].name, documents[key].shipped, key))
    return json.dumps({key: asdict(documents[key]) for key in keys}, ensure_ascii=False, indent=1) + "\n"


def merged(earlier: Mapping[str, Document], current: list[Operation], today: date) -> Documents:
    """Add what is new today, retire what is gone, drop what has retired; the dates of all others stay."""
    kept = {key: retired for key, document in earlier.items() if (retired := _retired(document, today)) is not None}
    return kept | {operation.id: _shipped(earlier.get(operation.id), operation, today) for operation in current}


def answered_on(documents: Mapping[str, Document], day: date) -> dict[str, str]:
    """Return the texts by sha256 that are answered on this day."""
    return {
        key: document.text
        for key, document in documents.items()
        if document.retire is None or day <= date.fromisoformat(document.retire)
    }


def _shipped(earlier: Document | None, operation: Operation, today: date) -> Document:
    return Document(operation.name, operation.text, earlier.shipped if earlier else today.isoformat(), None)


def _retired(document: Document, today: date) -> Document | None:
    if document.retire is not None:
        return document if today <= date.fromisoformat(document.retire) else None
    if document.shipped == today.isoformat():
        return None  # came and went on one day: a draft that was never released
    return Document(document.name, document.text, document.shipped, (today + LIFE).isoformat())
