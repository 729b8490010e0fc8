"""The same dashboard as an ordinary Python stack builds it, for the benchmark to compare with; no phone is ever answered from here."""
