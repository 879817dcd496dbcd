"""publiccode.yml is what the standard asks (https://yml.publiccode.tools), and says what the project says."""

from __future__ import annotations

import tomllib
from typing import Any

import jsonschema
import pytest
import yaml
from django.conf import settings

ROOT = settings.BASE_DIR
TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
URL = {"type": "string", "pattern": "^https?://"}
LIST = {"type": "array", "minItems": 1, "items": TEXT}
LANGUAGE = "^[a-z]{2,3}(-[A-Za-z0-9]+)*$"


def record(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(required),
        "properties": required | (optional or {}),
        "additionalProperties": False,
    }


DESCRIPTION = record(
    {
        "shortDescription": TEXT | {"maxLength": 150},
        "longDescription": TEXT | {"minLength": 150, "maxLength": 10_000},
        "features": LIST,
    },
    {"screenshots": LIST, "documentation": URL},
)
DEPENDENCY = record({"name": TEXT}, {"version": TEXT, "versionMin": TEXT, "versionMax": TEXT})
SCHEMA = record(
    {
        "publiccodeYmlVersion": {"enum": ["0.4", "0.5"]},
        "name": TEXT,
        "url": URL,
        "platforms": LIST,
        "categories": LIST,
        "developmentStatus": {"enum": ["concept", "development", "beta", "stable", "obsolete"]},
        "softwareType": {"const": "standalone/web"},
        "description": {
            "type": "object",
            "required": ["en"],
            "patternProperties": {LANGUAGE: DESCRIPTION},
            "additionalProperties": False,
        },
        "legal": record({"license": {"const": "EUPL-1.2"}}, {"mainCopyrightOwner": TEXT, "repoOwner": TEXT}),
        "maintenance": record(
            {
                "type": {"enum": ["internal", "community"]},
                "contacts": {"type": "array", "minItems": 1, "items": record({"name": TEXT}, {"email": TEXT})},
            }
        ),
        "localisation": record(
            {
                "localisationReady": {"type": "boolean"},
                "availableLanguages": LIST | {"items": {"type": "string", "pattern": LANGUAGE}},
            }
        ),
    },
    {
        "softwareVersion": TEXT,
        "releaseDate": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "intendedAudience": record({}, {"countries": LIST, "scope": LIST}),
        "dependsOn": record({}, {"open": {"type": "array", "items": DEPENDENCY}}),
    },
)


@pytest.fixture
def publiccode() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "publiccode.yml").read_text()))


def test_publiccode_has_the_shape_of_the_standard(publiccode: dict[str, Any]) -> None:
    jsonschema.validate(publiccode, SCHEMA)


def test_the_languages_are_those_of_the_screens(publiccode: dict[str, Any]) -> None:
    assert publiccode["localisation"]["availableLanguages"] == [code for code, _name in settings.LANGUAGES]


def test_the_licence_is_one_and_the_same_everywhere(publiccode: dict[str, Any]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["license"] == publiccode["legal"]["license"]
    assert '"license": "EUPL-1.2"' in (ROOT / "package.json").read_text()
    assert (ROOT / "LICENSE").read_text().startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")


def test_the_newest_release_is_the_version_of_the_project(publiccode: dict[str, Any]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    changelog = (ROOT / "CHANGELOG.md").read_text()
    released = [line.split()[1] for line in changelog.splitlines() if line.startswith("## ") and line[3].isdigit()]
    assert publiccode.get("softwareVersion") == (released[0] if released else None)
    assert not released or released[0] == project["version"]
