"""Benchmarks: each ``bench_*.py`` measures one budget of the design. They report; they never fail for being slow."""
