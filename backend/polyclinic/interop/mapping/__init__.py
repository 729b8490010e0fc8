"""One FHIR resource, one mapper: pure functions from exact JSON to our fields. Linking, sealing and storing live in interop."""
