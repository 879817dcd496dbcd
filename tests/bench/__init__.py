"""Benchmarks at scale (`make bench`): every figure beside a floor of the same run, because machines are noisy."""
