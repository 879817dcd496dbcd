"""The BRP test server of tests/households/brp, for tests that import from it."""

from tests.households.brp.conftest import public_brp, public_records, serve

__all__ = ["public_brp", "public_records", "serve"]
