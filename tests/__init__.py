"""Proof. Nothing here is imported by the product."""
