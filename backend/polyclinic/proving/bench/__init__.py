"""Benchmarks anyone can rerun: their data set, the driver and the figures; GraphQL types and the servers measured live elsewhere."""
