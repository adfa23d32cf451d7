"""Comitia: an executable constitution for member-run organisations."""

__version__ = "0.1.0"
