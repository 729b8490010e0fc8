"""Appointments. Who may book lives in access, when a clinic works in clinics."""
