"""The invented city, benchmarks and proofs. Nothing here runs in production."""
