"""The clinical record: what was found, decided and given. Appointments live in booking, FHIR parsing in interop."""
