"""An invented city: clinics, families and their records as FHIR bundles, from a seed. No database and no real person lives here."""
