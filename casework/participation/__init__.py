"""Participation beside its steps: schemes to ask about, the ladder over time, and exemptions."""
