"""The published OpenAPI document as a strict judge of answers: every kind of group, and no property that it lacks."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.protocols import Validator

from tests.households.brp.shared import SPECIFICATION

Schema = dict[str, Any]
_PREFIX = "#/components/schemas/"


@cache
def document() -> Schema:
    """The document as published."""
    loaded: Schema = yaml.safe_load(SPECIFICATION.read_text("utf-8"))
    return loaded


def _schemas() -> Schema:
    schemas: Schema = document()["components"]["schemas"]
    return schemas


def _named(reference: str) -> str:
    return reference.removeprefix(_PREFIX)


def merged(schema: Schema) -> Schema:
    """A group with the properties and duties of all that it is composed of."""
    if "$ref" in schema:
        return merged(_schemas()[_named(schema["$ref"])])
    properties: Schema = dict(schema.get("properties", {}))
    required = list(schema.get("required", []))
    for part in map(merged, schema.get("allOf", [])):
        properties = part["properties"] | properties
        required += part["required"]
    return {"properties": properties, "required": required}


def _is_group(schema: Schema) -> bool:
    return schema.get("type") == "object" or "allOf" in schema or "properties" in schema


def _strict(schema: Schema) -> Schema:
    """The same schema, closed for properties that it does not name."""
    if "$ref" in schema:
        name = _named(schema["$ref"])
        kind = "Any" if "discriminator" in _schemas()[name] else ""
        return {"$ref": f"#/$defs/{kind}{name}"}
    if _is_group(schema):
        group = merged(schema)
        properties = {name: _strict(part) for name, part in group["properties"].items()}
        return {
            "type": "object",
            "properties": properties,
            "required": group["required"],
            "additionalProperties": False,
        }
    if schema.get("type") == "array":
        return schema | {"items": _strict(schema["items"])}
    return schema


def _any_of_kind(discriminator: Schema) -> Schema:
    """The schema that the discriminator chooses; any other value in it is wrong."""
    name, mapping = discriminator["propertyName"], discriminator["mapping"]
    choices = [
        {"if": {"properties": {name: {"const": value}}}, "then": {"$ref": f"#/$defs/{_named(target)}"}}
        for value, target in mapping.items()
    ]
    return {"type": "object", "required": [name], "properties": {name: {"enum": list(mapping)}}, "allOf": choices}


@cache
def judge(name: str) -> Validator:
    """Validates against one of the schemas of the document, or with "Any" before it against all of its kinds."""
    definitions = {own: _strict(schema) for own, schema in _schemas().items()}
    definitions |= {
        f"Any{own}": _any_of_kind(schema["discriminator"])
        for own, schema in _schemas().items()
        if "discriminator" in schema
    }
    schema = {"$ref": f"#/$defs/{name}", "$defs": definitions}
    return Draft202012Validator(schema, format_checker=FormatChecker())


def faults(answer: Any, name: str = "AnyPersonenQueryResponse") -> list[str]:
    """Where an answer breaks the specification: place and rule, never the value."""
    return [f"{error.json_path}: {error.validator}" for error in judge(name).iter_errors(answer)]
