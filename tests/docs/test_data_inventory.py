"""docs/data-inventory.md says what the apps have registered."""

from __future__ import annotations

import pytest

from config.management.commands.data_inventory import PAGE, data_inventory, sentence_of
from privacy.access import access_to, registered_models

REGENERATE = "DJANGO_SETTINGS_MODULE=config.stack.tool_settings .venv/bin/python manage.py data_inventory"


def test_the_data_inventory_is_up_to_date() -> None:
    assert PAGE.read_text() == data_inventory(), f"run: {REGENERATE}"


def test_every_scope_says_in_words_who_sees() -> None:
    sentences = [sentence_of(access_to(model).scope) for model in registered_models()]
    assert all(sentence.endswith(".") for sentence in sentences)


def test_a_scope_without_words_is_refused() -> None:
    def silent() -> None: ...

    silent.__qualname__ = "test_a_scope_without_words_is_refused.<locals>.silent"
    with pytest.raises(LookupError, match="docstring"):
        sentence_of(silent)
