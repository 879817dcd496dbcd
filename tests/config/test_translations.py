"""The comparison of translation files with the source."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from config.management.commands.translations import messages_in, messages_in_source, problems_of, update

SOURCE = """
_("Zoek een huishouden")
gettext_lazy("kind")
ngettext("%(count)s kind", "%(count)s kinderen", count)
pgettext("werkwoord", "zoek")
_(f"niet {mogelijk}")
"""


@pytest.fixture
def english(tmp_path: Path) -> Path:
    return tmp_path / "en" / "LC_MESSAGES" / "django.po"


def test_every_form_of_a_message_is_found() -> None:
    assert set(messages_in(SOURCE)) == {
        (None, "Zoek een huishouden"),
        (None, "kind"),
        (None, ("%(count)s kind", "%(count)s kinderen")),
        ("werkwoord", "zoek"),
    }


def test_messages_of_templates_are_found() -> None:
    in_templates = (Path(__file__).parents[2] / "config" / "templates").rglob("*.html")
    assert any("{% translate " in path.read_text() for path in in_templates)
    assert len(set(messages_in_source())) > 100


def test_a_new_message_is_added_untranslated_and_an_old_one_goes(english: Path) -> None:
    update(english, {(None, "oud")})
    update(english, {(None, "nieuw")})
    assert 'msgid "nieuw"\nmsgstr ""' in english.read_text()
    assert "oud" not in english.read_text()


def test_a_translation_stays_when_the_file_is_brought_up_to_date(english: Path) -> None:
    update(english, {(None, "kind")})
    english.write_text(english.read_text().replace('"kind"\nmsgstr ""', '"kind"\nmsgstr "child"'))
    update(english, {(None, "kind"), (None, "huis")})
    assert 'msgid "kind"\nmsgstr "child"' in english.read_text()


def test_missing_untranslated_and_needless_messages_are_told(english: Path) -> None:
    update(english, {(None, "open"), (None, "oud")})
    assert sorted(problems_of(english, {(None, "open"), (None, "nieuw")})) == [
        "niet vertaald: 'open'",
        "ontbreekt: 'nieuw'",
        "staat niet meer in de broncode: 'oud'",
    ]


def test_a_translation_that_loses_a_value_is_told(english: Path) -> None:
    update(english, {(None, "%(count)s kinderen")})
    english.write_text(english.read_text().replace('kinderen"\nmsgstr ""', 'kinderen"\nmsgstr "%(number)s children"'))
    assert len(list(problems_of(english, {(None, "%(count)s kinderen")}))) == 1


def test_the_check_fails_where_a_language_is_missing(settings: Settings, tmp_path: Path) -> None:
    settings.LOCALE_PATHS = [tmp_path]
    with pytest.raises(CommandError, match="en: ontbreekt"):
        call_command("translations", "--check")
    assert not list(tmp_path.iterdir())
