"""Why a resource cannot be taken.

FhirError
├── BadValueError      a field holds what FHIR does not allow there
└── NoPatientError     the resource is about no person (a group, a device, nobody): it is skipped
"""


class FhirError(Exception):
    """Something in one resource; `path` is where."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{reason} - at `$.{path}`")
        self.path = path
        self.reason = reason


class BadValueError(FhirError):
    """A field holds what FHIR does not allow there."""


class NoPatientError(FhirError):
    """The resource is about no person, so it is nobody's record."""
