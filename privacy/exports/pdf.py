"""A document as PDF, for screen readers too (PDF/UA-1): made in memory, with its reader on every page."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

import typst
from django.utils import timezone
from django.utils.translation import get_language

PDF = "application/pdf"
_TEMPLATE = (Path(__file__).parent / "document.typ").read_bytes()


@dataclass(frozen=True)
class Section:
    """A part under a heading of its own: facts (a term and its value), then texts."""

    title: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Document:
    """What is in it, in the order of reading."""

    title: str
    facts: list[tuple[str, str]]
    sections: list[Section]


def as_pdf(document: Document, *, reader: str) -> bytes:
    """The document as PDF/UA-1; `reader` is the watermark. Nothing is written to disk."""
    data = asdict(document) | {"reader": reader, "language": get_language() or "nl"}
    made = typst.compile(
        _TEMPLATE,
        format="pdf",
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=int(timezone.now().timestamp()),
    )
    assert isinstance(made, bytes)
    return made
