"""A clock to turn."""

from hands import hands

__all__ = ["hands"]
