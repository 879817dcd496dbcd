"""Asking the search page, and reading what it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import reverse

from privacy.choices import Purpose
from privacy.models import AccessRecord

PART = re.compile(r'<section class="panel[^"]*" id="(own|others)".*?</section>', re.DOTALL)
NAME = re.compile(r'<p class="hit__name">\s*(?:<a [^>]*>)?([^<]+)')


@dataclass(frozen=True)
class Shown:
    """The page, and the names in each of its two parts."""

    status: int
    page: str
    own: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def ask(client: Client, q: str, purpose: Purpose | str | None = None, **more: Any) -> Shown:
    response = client.post(reverse("casework:search"), {"q": q} | ({"purpose": purpose} if purpose else {}), **more)
    page = response.content.decode()
    parts = {found[1]: [name.strip() for name in NAME.findall(found[0])] for found in PART.finditer(page)}
    return Shown(response.status_code, page, parts.get("own", []), parts.get("others", []))


def records() -> list[AccessRecord]:
    return list(AccessRecord.objects.filter(event="person.search").order_by("at"))
