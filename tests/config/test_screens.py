"""What holds for every template and style sheet, whichever app it belongs to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import override_settings

from config.assets import FILES
from config.stack.environment import ROOT

TEMPLATES = sorted(
    path
    for app in ("casework", "config", "households", "privacy")
    for path in (ROOT / app / "templates").rglob("*.html")
)
SPRITE = set(re.findall(r'<symbol id="([a-z0-9-]+)"', (ROOT / "config/static/icons/sprite.svg").read_text()))
# Inline scripts, styles and handlers: the content security policy refuses them, so the page would be broken.
INLINE = re.compile(
    r"<style|\sstyle\s*=|\son[a-z]+\s*=|<script(?![^>]*\s(?:src|type=\"application/json\"))", re.IGNORECASE
)
STATIC = re.compile(r"{%\s*static\s+[\"']([^\"'{]+)[\"']")
ICON = re.compile(r"(?:{% icon \"|<c-icon name=\"|\sicon=\")([a-z0-9-]+)\"")


def ident(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("name", FILES)
def test_every_package_file_is_where_we_say(name: str) -> None:
    found = finders.find(name)
    assert found
    assert Path(found).is_file()


@pytest.mark.parametrize("path", TEMPLATES, ids=ident)
def test_a_template_needs_nothing_the_policy_refuses(path: Path) -> None:
    assert not INLINE.findall(path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=ident)
def test_a_template_names_only_static_files_that_exist(path: Path) -> None:
    assert [name for name in STATIC.findall(path.read_text()) if not finders.find(name)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=ident)
def test_a_template_names_only_icons_that_we_have(path: Path) -> None:
    assert set(ICON.findall(path.read_text())) <= SPRITE


@pytest.mark.parametrize("path", sorted((ROOT / "config/templates/cotton").glob("*.html")), ids=ident)
def test_a_component_starts_with_what_it_needs(path: Path) -> None:
    assert re.match(r"{(?:#|% comment %})", path.read_text())


def test_every_address_in_a_style_sheet_can_be_published(tmp_path: Path) -> None:
    storage = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES={"default": files, "staticfiles": {"BACKEND": storage}}):
        call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").is_file()
