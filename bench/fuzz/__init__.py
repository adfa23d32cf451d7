"""Coverage-guided fuzzing of the readers, in an environment of its own."""
