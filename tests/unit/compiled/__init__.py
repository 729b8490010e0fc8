"""Proof that the compiled executor answers as the stock one does."""
