"""Which environment variables the program reads, found in its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from config.stack.environment import ROOT

SETTINGS = [*(ROOT / "config").glob("settings*.py"), *(ROOT / "config" / "sign_in").rglob("*.py")]
NAME = re.compile(r"[A-Z][A-Z0-9_]+")


def variables(path: Path) -> set[str]:
    """The names a file asks the environment for, by `env` of django-environ or by `os.environ`."""
    return {name for node in ast.walk(ast.parse(path.read_text())) for name in _asked_by(node)}


def settings_variables() -> set[str]:
    """What the settings of a running system read."""
    return {name for path in SETTINGS for name in variables(path)}


def all_variables() -> set[str]:
    """What any Python file of the project reads."""
    folders = [ROOT / folder for folder in ("config", "casework", "households", "privacy", "tests")]
    return {name for folder in folders for path in folder.rglob("*.py") for name in variables(path)}


def _asked_by(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Call(func=ast.Attribute(value=asked), args=[ast.Constant(value=str(name)), *_]) if _is_env(asked):
            found = name
        case ast.Subscript(value=asked, slice=ast.Constant(value=str(name))) if _is_env(asked):
            found = name
        case ast.Compare(left=ast.Constant(value=str(name)), comparators=[asked]) if _is_env(asked):
            found = name
        case ast.Call(func=ast.Name(id="env"), args=[ast.Constant(value=str(name)), *_]):
            found = name
        case _:
            return
    if NAME.fullmatch(found):
        yield found


def _is_env(node: ast.expr) -> bool:
    return ast.unparse(node) in {"env", "env.ENVIRON", "os.environ"}
