"""Tests: unit, schema."""
