"""Comitia's record held against vectors and programs that nobody here wrote."""
