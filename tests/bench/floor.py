"""What any Django page of this size costs: 10 look-ups by primary key and a template of 200 rows."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines

from privacy.models import PurposePolicy

QUERIES = 10
ROWS = [(number, f"naam {number}", f"straat {number}", f"stad {number % 7}") for number in range(200)]
TEMPLATE = engines["django"].from_string(
    "<table>{% for number, name, street, city in rows %}"
    "<tr><td>{{ number }}</td><td>{{ name }}</td><td>{{ street }}</td><td>{{ city }}</td></tr>"
    "{% endfor %}</table>{{ found|length }}"
)
_keys: list[UUID] = []


@login_not_required
def floor(request: HttpRequest) -> HttpResponse:
    """A bare view."""
    if not _keys:
        _keys.extend(PurposePolicy.objects.values_list("pk", flat=True)[:QUERIES])
    found = [PurposePolicy.objects.get(pk=key) for key in _keys]
    return HttpResponse(TEMPLATE.render({"rows": ROWS, "found": found}, request))
