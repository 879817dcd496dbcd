"""The pages of the documentation, and what is written in code type in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

from config.stack.environment import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`((?:[^`\n]|\n(?!\n))+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
# Something to fill in, not a name: `docs/decisions/NNNN-title.md`, `<app>/privacy.py`.
GAP = re.compile(r"[<>…*]|NNNN|\bname\b")


def named(page: Path) -> str:
    """A page by its path in the project."""
    return str(page.relative_to(ROOT))


def prose(page: Path) -> str:
    """The text without its blocks of code."""
    return FENCE.sub("", page.read_text())


def blocks(page: Path) -> list[str]:
    """The lines of all blocks of code."""
    return [line for block in FENCE.findall(page.read_text()) for line in block.splitlines()[1:-1]]


def examples(page: Path) -> list[str]:
    """The blocks of Python."""
    found = (block.splitlines() for block in FENCE.findall(page.read_text()))
    return [dedent("\n".join(lines[1:-1])) for lines in found if lines[0].strip() == "```python"]


def spans(page: Path) -> Iterator[str]:
    """What stands in code type in the running text, gaps left out."""
    found = (" ".join(span.split()) for span in SPAN.findall(prose(page)))
    return (span for span in found if not GAP.search(span))


def code(page: Path) -> Iterator[str]:
    """Everything in code type, in the text and in blocks."""
    yield from spans(page)
    yield from (line for line in blocks(page) if not GAP.search(line))


def links(page: Path) -> Iterator[str]:
    """The addresses a page links to."""
    return iter(LINK.findall(prose(page)))


def heading_ids(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    heads = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
