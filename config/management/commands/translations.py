"""Keep the translation files equal to what the source says, without the gettext programs."""

from __future__ import annotations

import io
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

NAMES = ("gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext")
KEYWORDS: dict[str, Any] = dict.fromkeys(("_", "gettext_noop", "npgettext_lazy", *NAMES))
Message = tuple[str | None, Any]


class Command(BaseCommand):
    """`translations` brings the files up to date; `translations --check` only says what is missing (exit code 1)."""

    help = "Bring the translation files up to date with the source."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing, say what is missing")

    def handle(self, *_args: Any, check: bool, **_options: Any) -> None:
        found = set(messages_in_source())
        problems: list[str] = []
        for path in translation_files():
            if not check:
                update(path, found)
            problems += [f"{path.parents[1].name}: {problem}" for problem in problems_of(path, found)]
        if problems:
            raise CommandError("\n".join(problems))


def translation_files() -> list[Path]:
    """The file of each language but the one the source is written in."""
    languages = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    return [Path(folder) / code / "LC_MESSAGES" / "django.po" for folder in settings.LOCALE_PATHS for code in languages]


def messages_in_source() -> Iterator[Message]:
    """Context and text (or singular and plural) of each message in the Python files and templates of our apps."""
    own = [Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR]
    for folder in own:
        for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.html"), *folder.rglob("*.txt")]):
            source = path.read_text()
            if path.suffix != ".py":
                # What is left of a template is no Python: its indentation would be taken for blocks.
                source = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).splitlines())
            yield from messages_in(source)


def messages_in(source: str) -> Iterator[Message]:
    catalog = Catalog()
    extracted: Iterator[Any] = extract_python(io.BytesIO(source.encode()), KEYWORDS, [], {})
    for _line, function, found, _comments in extracted:
        texts = list(found) if isinstance(found, tuple) else [found]
        context = texts.pop(0) if "pgettext" in function else None
        wanted = texts[: 2 if "ngettext" in function or "npgettext" in function else 1]
        if all(isinstance(text, str) and text for text in wanted):
            catalog.add(wanted[0] if len(wanted) == 1 else (wanted[0], wanted[1]), context=context)
    yield from ((message.context, message.id) for message in catalog if message.id)


def read(path: Path) -> Catalog:
    if not path.exists():
        language = path.parents[1].name
        return Catalog(locale=language, project="Samenhang", version="1", header_comment="", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def update(path: Path, found: set[Message]) -> None:
    """Add what is new, untranslated, and drop what is gone; translations are never guessed."""
    catalog, wanted = read(path), Catalog()
    for context, text in found:
        wanted.add(text, context=context)
    catalog.update(wanted, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    catalog.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, sort_output=True, no_location=True, ignore_obsolete=True, width=120)


def problems_of(path: Path, found: set[Message]) -> Iterator[str]:
    catalog = read(path)
    known = {(message.context, message.id): message for message in catalog if message.id}
    for _context, text in sorted(found - known.keys(), key=str):
        yield f"ontbreekt: {text!r}"
    for key, message in known.items():
        if key not in found:
            yield f"staat niet meer in de broncode: {message.id!r}"
        elif message.fuzzy or not all([message.string] if isinstance(message.string, str) else message.string or [""]):
            yield f"niet vertaald: {message.id!r}"
        else:
            yield from (f"{error}: {message.id!r}" for error in message.check(catalog))
