"""Jeugdhulp beside its steps: consent, allocations, measures, and the way to eighteen."""
