"""Benchmarks: each says what, how much, and the ratio to a limit measured in the same run."""
