"""The source of the project as tests look at it: files, classes and functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from config.stack.environment import ROOT

APPS = ("privacy", "households", "casework", "signals", "referrals")
PACKAGES = (*APPS, "config")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file. `name` is its path from the root of the project."""

    name: str
    text: str
    tree: ast.Module

    @property
    def app(self) -> str:
        """The app it belongs to."""
        return self.name.split("/")[0]

    @property
    def is_migration(self) -> bool:
        """Whether Django wrote it, mostly."""
        return "/migrations/" in self.name

    @property
    def is_view(self) -> bool:
        """Whether it answers requests."""
        return self.name.endswith("/views.py") or "/views/" in self.name

    @property
    def length(self) -> int:
        """In lines."""
        return len(self.text.splitlines())

    def functions(self) -> Iterator[Function]:
        """All functions and methods, inner ones too."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def classes(self) -> Iterator[ast.ClassDef]:
        """All classes."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))


@cache
def read(folder: str) -> tuple[Source, ...]:
    """All Python files below a folder of the root."""
    return tuple(
        Source(str(path.relative_to(ROOT)), text := path.read_text(), ast.parse(text))
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "node_modules" not in path.parts
    )


def production() -> list[Source]:
    """The files that run in production, migrations left out."""
    return [source for package in PACKAGES for source in read(package) if not source.is_migration]


def templates() -> list[Path]:
    """All templates."""
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.html"))


def length(node: ast.stmt | Function | ast.ClassDef) -> int:
    """Lines of a class or function, decorators not counted."""
    return (node.end_lineno or node.lineno) - node.lineno + 1
