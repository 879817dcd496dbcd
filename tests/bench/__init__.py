"""Benchmarks at scale (`make bench`): every figure beside a floor measured in the same run, because machines are noisy."""
