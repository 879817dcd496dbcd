"""Asking, giving and ending sight of another domain, as the screens show it."""
