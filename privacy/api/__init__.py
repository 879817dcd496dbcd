"""Interfaces for other programs: a token acts for its user, narrowed to purposes; the same loader, the same records."""
