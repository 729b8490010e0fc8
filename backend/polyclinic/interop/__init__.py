"""FHIR R4 in and out: bundles, references, mappers. What a record means lives in records."""
