"""Clinics, clinicians, rooms and schedules. No patient and no appointment lives here."""
