"""What can happen to records, in the past tense."""

from typing import Final

RECORDS_IMPORTED: Final = "records.imported"
"""A file came in: the subject is the import; `patient_id` is set when all of it is about one patient."""

TYPES: Final = frozenset({RECORDS_IMPORTED})
