"""The files of npm packages that pages use, each by name: a package holds a hundred times more than we serve.

Set in `STATICFILES_FINDERS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

COMPONENTS = (
    "alert",
    "button",
    "button-link",
    "data-badge",
    "form-field",
    "select",
    "skip-link",
    "table",
    "textarea",
    "textbox",
)
# Where a file is served -> where its package has it.
FILES: dict[str, str] = {
    "vendor/voorbeeld/theme.css": "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css",
    **{f"vendor/utrecht/{name}.css": f"@utrecht/{name}-css/dist/index.css" for name in COMPONENTS},
    **{
        f"vendor/source-sans-3/{subset}-{weight}.woff2": (
            f"@fontsource/source-sans-3/files/source-sans-3-{subset}-{weight}-normal.woff2"
        )
        for subset in ("latin", "latin-ext")
        for weight in (400, 600)
    },
}


class PackageStorage(FileSystemStorage):
    """Reads the files under the names by which they are served."""

    def path(self, name: str) -> str:
        return super().path(FILES[name])


class PackageFinder(BaseFinder):
    """Finds exactly the files of `FILES` in `settings.NODE_MODULES`."""

    def __init__(self) -> None:
        self.storage = PackageStorage(location=settings.NODE_MODULES)

    def find(self, path: str, find_all: bool = False) -> Any:
        found = self.storage.path(path) if path in FILES else None
        if found is None or not Path(found).exists():
            return []
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in FILES:
            if not matches_patterns(name, list(ignore_patterns or [])):
                yield name, self.storage
