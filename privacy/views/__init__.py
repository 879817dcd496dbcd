"""The privacy officer's screens."""
