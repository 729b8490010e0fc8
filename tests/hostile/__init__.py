"""Tests: what strangers send, against the composed application, in development and in production."""
