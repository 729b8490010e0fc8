"""Patients as persons, accounts, sign-in and claiming a record. Rights live in access, records in records."""
