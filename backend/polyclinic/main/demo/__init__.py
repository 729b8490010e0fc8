"""The whole product on one machine with an invented city. Not for production."""
