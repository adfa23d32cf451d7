"""Benchmarks: every figure that the docs state, as a ratio to a named peer measured in the same run."""
