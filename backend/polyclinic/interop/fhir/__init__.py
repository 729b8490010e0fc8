"""FHIR R4 datatypes and how they become our values: texts, dates, amounts, names. Whole resources are mapped in interop.mapping."""
