"""The invented city, without a database."""
