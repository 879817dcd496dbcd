"""For the tests of the kernel: pages of our own beside those of the application."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import override_settings


@pytest.fixture
def own_pages() -> Iterator[None]:
    """The pages of tests/privacy/pages.py."""
    with override_settings(ROOT_URLCONF="tests.privacy.pages"):
        yield
