"""Ballot files in and out. Readers take bytes; opening files belongs to the caller."""
